import AuditDestinations
import AuditEvents
import AuditJournal
import AuditTesting
import Testing

@Suite(.inTurn) struct ScreenshotQueueTests {
    private static let trouble = ScreenshotLoss(reason: "status-503", message: "503")
    private static let evidence = ScreenshotEvidence(
        picture: StoredImage(sha256: String(repeating: "a", count: 64), byteCount: 1, fileExtension: "png"),
        width: 1,
        height: 1,
        savedPaths: ["/a.png"]
    )

    private func offset(_ number: UInt64) -> JournalOffset { JournalOffset(number) }

    private func queue(_ count: UInt64, concurrency: Int = 8) -> ScreenshotQueue {
        var queue = ScreenshotQueue(ScreenshotJobSettings(concurrency: concurrency))
        for number in 0..<count {
            let id = EventID(high: 0, low: number)
            queue.add(offset(number), id: id, age: .zero, isRowWritten: false, now: .zero)
        }
        return queue
    }

    private func records(_ actions: [ScreenshotQueue.Action]) -> [ScreenshotOutcome] {
        actions.flatMap { action -> [ScreenshotOutcome] in
            if case .record(let outcomes) = action { outcomes } else { [] }
        }
    }

    @Test func attemptsAreBoundedAndInOrder() {
        var queue = queue(5, concurrency: 2)
        #expect(queue.actions(now: .zero) == [.attempt(offset(0), number: 1), .attempt(offset(1), number: 1)])
        #expect(queue.actions(now: .zero).isEmpty)
        queue.finished(offset(1), .tryAgain(Self.trouble, notBefore: nil), now: .zero, random: 0)
        #expect(queue.actions(now: .zero) == [.attempt(offset(2), number: 1)])
        #expect(queue.runningCount == 2)
    }

    @Test func newPicturesDoNotWaitForThoseThatFailedOften() {
        var queue = queue(4, concurrency: 4)
        var now = Duration.zero
        for _ in 0..<3 {
            for case .attempt(let event, _) in queue.actions(now: now) {
                queue.finished(event, .tryAgain(Self.trouble, notBefore: nil), now: now, random: 0)
            }
            now += .seconds(1)
        }
        now += .seconds(5)
        for number: UInt64 in 10..<14 {
            queue.add(offset(number), id: EventID(high: 0, low: number), age: .zero, isRowWritten: false, now: now)
        }
        let first = queue.actions(now: now).compactMap { action -> JournalOffset? in
            if case .attempt(let event, _) = action { event } else { nil }
        }
        #expect(first == (10..<14).map { offset($0) })
        for event in first { queue.finished(event, .lost(Self.trouble), now: now, random: 0) }
        let later = queue.actions(now: now).filter { if case .attempt = $0 { true } else { false } }
        // Half of the places stay free for further new ones.
        #expect(later.count == 2)
    }

    @Test func aStoredPictureIsRecordedOnceWithItsRow() {
        var queue = queue(1)
        _ = queue.actions(now: .zero)
        queue.finished(offset(0), .stored(Self.evidence), now: .seconds(1), random: 0)
        let outcomes = records(queue.actions(now: .seconds(1)))
        #expect(outcomes.map(\.writesRow) == [true])
        #expect(outcomes.map(\.result) == [.stored(Self.evidence)])
        #expect(queue.actions(now: .seconds(60)).isEmpty)
        #expect(queue.openCount == 1)
        queue.recorded(outcomes)
        #expect(queue.openCount == 0)
        #expect(queue.firstOpen(before: offset(9)) == offset(9))
    }

    @Test func theRowOfALatePictureIsWrittenAtThirtySecondsAndNotAgain() {
        var queue = queue(1)
        _ = queue.actions(now: .zero)
        #expect(records(queue.actions(now: .milliseconds(29_999))).isEmpty)
        let pending = records(queue.actions(now: .seconds(30)))
        #expect(pending.map(\.result) == [.pending])
        #expect(pending.map(\.writesRow) == [true])
        // The picture comes while the pending record is on its way to the disk.
        queue.finished(offset(0), .stored(Self.evidence), now: .seconds(30), random: 0)
        #expect(queue.actions(now: .seconds(30)).isEmpty)
        queue.recorded(pending)
        let final = records(queue.actions(now: .seconds(30)))
        #expect(final.map(\.writesRow) == [false])
        #expect(final.map(\.isFinal) == [true])
    }

    @Test func whatTheJournalRefusedComesAgainAndStillOnlyOneRow() {
        var queue = queue(1)
        _ = queue.actions(now: .zero)
        let pending = records(queue.actions(now: .seconds(30)))
        queue.finished(offset(0), .stored(Self.evidence), now: .seconds(30), random: 0)
        queue.recorded([])
        queue.recordingFailed(pending, now: .seconds(30))
        #expect(queue.actions(now: .seconds(30)).isEmpty)
        #expect(queue.nextDue == .seconds(31))
        let again = records(queue.actions(now: .seconds(31)))
        #expect(again.map(\.isFinal) == [true])
        #expect(again.map(\.writesRow) == [true])
        queue.recorded(again)
        #expect(queue.actions(now: .seconds(3_600)).isEmpty)
    }

    @Test func aJobThatIsOlderThanItsPatienceIsTriedThreeTimesAndThenGivenUp() {
        var queue = ScreenshotQueue(ScreenshotJobSettings())
        queue.add(offset(7), id: .init(high: 0, low: 7), age: .seconds(86_400), isRowWritten: false, now: .zero)
        var attempts = 0
        var outcomes: [ScreenshotOutcome] = []
        var now = Duration.zero
        while let due = queue.nextDue {
            now = max(now, due)
            for action in queue.actions(now: now) {
                switch action {
                case .attempt(let event, let number):
                    attempts = number
                    queue.finished(event, .tryAgain(Self.trouble, notBefore: nil), now: now, random: 0)
                case .record(let records):
                    outcomes += records
                    queue.recorded(records)
                }
            }
        }
        #expect(attempts == 3)
        #expect(outcomes.map(\.writesRow) == [true, false])
        #expect(outcomes.last?.attempts == 3)
        guard case .lost(let loss) = outcomes.last?.result else {
            Issue.record("it was not given up")
            return
        }
        #expect(loss.reason == "status-503")
    }

    @Test func theCursorWaitsForTheOldest() {
        var queue = queue(3)
        _ = queue.actions(now: .zero)
        for number: UInt64 in [2, 1] {
            queue.finished(offset(number), .stored(Self.evidence), now: .zero, random: 0)
            let batch = records(queue.actions(now: .zero))
            queue.recorded(batch)
            #expect(queue.firstOpen(before: offset(10)) == offset(0))
        }
        queue.finished(offset(0), .lost(Self.trouble), now: .zero, random: 0)
        queue.recorded(records(queue.actions(now: .zero)))
        #expect(queue.firstOpen(before: offset(10)) == offset(10))
    }
}
