import AuditDestinations
import AuditEvents
import AuditJournal
import AuditTesting
import Logging
import ServiceLifecycle
import Synchronization
import Testing

/// The loop over a journal in memory; decisions alone are in `ScreenshotQueueTests`.
@Suite(.inTurn) struct ScreenshotServiceTests {
    private let source = InMemoryRecordSource()
    private let store = InMemoryDeliveryStore(cursor: Cursor(next: JournalOffset(0)))

    private func service(
        _ work: any ScreenshotWork,
        clock: ManualClock = ManualClock(skipsSleeps: true, startMilliseconds: 0),
        settings: ScreenshotJobSettings = ScreenshotJobSettings(),
        append: ScreenshotService.Appending? = nil
    ) -> ScreenshotService {
        let source = source
        return ScreenshotService(
            work: work,
            source: source,
            append: append ?? { source.append($0) },
            store: store,
            settings: settings,
            clock: clock.deliveryClock,
            logger: DeliveryHarness.silent
        )
    }

    /// Runs until every event of `events` has a final outcome.
    private func run(_ service: ScreenshotService, until events: Set<JournalOffset>) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let services = ServiceGroup(services: [service], logger: DeliveryHarness.silent)
            group.addTask { try await services.run() }
            while true {
                let seen = source.end
                if try await Set(outcomes().filter(\.isFinal).map(\.event)).isSuperset(of: events) { break }
                try await source.waitForRecords(beyond: seen)
            }
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
        }
    }

    private func outcomes() async throws -> [ScreenshotOutcome] {
        try await source.records(from: JournalOffset(0), maximumCount: .max, maximumBytes: .max)
            .compactMap(ScreenshotOutcome.init)
    }

    private func add(waiting count: Int) -> Set<JournalOffset> {
        Set((0..<count).map { source.appendEnvelope("{\"n\":\($0)}", flags: .awaitsOutcome) })
    }

    @Test func everyEventGetsOneFinalOutcomeThatCarriesItsRow() async throws {
        source.appendEnvelope("{}")
        let waiting = add(waiting: 20)
        source.appendOwn()
        let work = ScriptedScreenshots.immediate
        try await run(service(work), until: waiting)
        let outcomes = try await outcomes()
        let finals = outcomes.filter(\.isFinal)
        #expect(finals.count == 20)
        #expect(Set(finals.map(\.event)) == waiting)
        #expect(outcomes.filter(\.writesRow).count == 20)
        #expect(work.attempts.values.allSatisfy { $0 == 1 })
    }

    @Test func jobsDoNotWaitUntilThePlacesArePrepared() async throws {
        let waiting = add(waiting: 3)
        // Ends only when it is cancelled.
        let work = ScriptedScreenshots(prepare: { try? await Task.sleep(for: .seconds(86_400)) }) { event, _ in
            .stored(ScriptedScreenshots.evidence(event))
        }
        try await run(service(work), until: waiting)
        #expect(work.attempts.count == 3)
    }

    @Test func whatFailsIsTriedUntilItComes() async throws {
        let waiting = add(waiting: 3)
        let trouble = ScreenshotLoss(reason: "status-503", message: "503")
        let work = ScriptedScreenshots { event, number in
            number < 7 ? .tryAgain(trouble, notBefore: nil) : .stored(ScriptedScreenshots.evidence(event))
        }
        try await run(service(work), until: waiting)
        #expect(work.attempts.values.allSatisfy { $0 == 7 })
        let finals = try await outcomes().filter(\.isFinal)
        #expect(finals.count == 3)
        #expect(finals.allSatisfy { $0.attempts == 7 && $0.savedPaths == ["/pictures/\($0.event).png"] })
    }

    @Test func aNewStartGoesOnWithWhatIsOpenAndWithNothingElse() async throws {
        let first = add(waiting: 5)
        let trouble = ScreenshotLoss(reason: "status-503", message: "503")
        let done: Set<JournalOffset> = [JournalOffset(1), JournalOffset(3)]
        // The first run settles two of five and writes the rows of the others.
        let clock = ManualClock(startMilliseconds: 0)
        let early = ScriptedScreenshots { event, _ in
            done.contains(event.offset)
                ? .stored(ScriptedScreenshots.evidence(event)) : .tryAgain(trouble, notBefore: nil)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            let services = ServiceGroup(services: [service(early, clock: clock)], logger: DeliveryHarness.silent)
            group.addTask { try await services.run() }
            while try await outcomes().count < 5 {
                clock.advance(by: .milliseconds(500))
                await Task.yield()
            }
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
        }
        let cursor = try store.loadCursor()
        #expect(cursor?.next == JournalOffset(0))
        let late = ScriptedScreenshots.immediate
        try await run(service(late), until: first)
        #expect(Set(late.attempts.keys) == first.subtracting(done))
        let recorded = try await outcomes()
        for event in first {
            let own = recorded.filter { $0.event == event }
            #expect(own.filter(\.isFinal).count == 1)
            #expect(own.map(\.writesRow) == [true] + own.dropFirst().map { _ in false })
        }
    }

    @Test func aFullDiskOnlyDelaysTheOutcome() async throws {
        let waiting = add(waiting: 2)
        let refusals = Mutex(3)
        let work = ScriptedScreenshots.immediate
        let service = service(work) { [source] submissions in
            let isFull = refusals.withLock { left in
                left -= 1
                return left >= 0
            }
            return isFull ? submissions.map { _ in .refused(.diskFull) } : source.append(submissions)
        }
        try await run(service, until: waiting)
        let rows = try await outcomes().map(\.writesRow)
        #expect(rows == [true, true])
        #expect(work.attempts.values.allSatisfy { $0 == 1 })
    }

    @Test func moreJobsThanMayBeOpenWaitInTheJournal() async throws {
        let waiting = add(waiting: 50)
        let settings = ScreenshotJobSettings(concurrency: 2, maximumOpen: 4)
        let highest = Mutex((now: 0, most: 0))
        let work = ScriptedScreenshots { event, _ in
            highest.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            await Task.yield()
            highest.withLock { $0.now -= 1 }
            return .stored(ScriptedScreenshots.evidence(event))
        }
        try await run(service(work, settings: settings), until: waiting)
        #expect(highest.withLock { $0.most } <= 2)
        let count = try await outcomes().filter(\.isFinal).count
        #expect(count == 50)
    }

    @Test(arguments: [nil, Cursor(next: JournalOffset(1_000))])
    func withoutAUsableCursorWhatIsOpenFollowsFromTheJournal(cursor: Cursor?) async throws {
        let first = add(waiting: 3)
        try await run(service(ScriptedScreenshots.immediate), until: first)
        let second = add(waiting: 2)
        let restored = InMemoryDeliveryStore(cursor: cursor)
        let work = ScriptedScreenshots.immediate
        let source = source
        let again = ScreenshotService(
            work: work,
            source: source,
            append: { source.append($0) },
            store: restored,
            clock: ManualClock(skipsSleeps: true, startMilliseconds: 0).deliveryClock,
            logger: DeliveryHarness.silent
        )
        try await run(again, until: first.union(second))
        #expect(Set(work.attempts.keys) == second)
    }

    @Test func sleepsDoNotPileUp() async throws {
        let clock = ManualClock(startMilliseconds: 0)
        let trouble = ScreenshotLoss(reason: "status-503", message: "503")
        let work = ScriptedScreenshots { _, _ in .tryAgain(trouble, notBefore: nil) }
        let waiting = add(waiting: 20)
        try await withThrowingTaskGroup(of: Void.self) { group in
            let services = ServiceGroup(services: [service(work, clock: clock)], logger: DeliveryHarness.silent)
            group.addTask { try await services.run() }
            for _ in 0..<2_400 {
                clock.advance(by: .milliseconds(250))
                for _ in 0..<20 { await Task.yield() }
            }
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
        }
        // Ten minutes: some sleep is over each second at the latest, and each attempt may end one early.
        let attempts = work.attempts.values.reduce(0, +)
        #expect(attempts >= waiting.count * 3)
        #expect(clock.sleeps.count < 2 * (2_400 + attempts))
    }

    @Test func outcomesOfLargeEventsAreHandedOutInBoundedPieces() async throws {
        let large = String(repeating: "x", count: 1_000)
        let waiting = Set((0..<10).map { _ in source.appendEnvelope("\"\(large)\"", flags: .awaitsOutcome) })
        try await run(service(ScriptedScreenshots.immediate), until: waiting)
        let batch = DeliveryBatch(range: JournalOffset(0)..<source.end, source: source)
        var chunks = batch.chunks(maximumRecords: 1_000, maximumBytes: 2_500)
        var sizes: [Int] = []
        while let chunk = try await chunks.next() { sizes.append(chunk.count) }
        #expect(sizes.reduce(0, +) == 10)
        #expect(sizes.allSatisfy { $0 <= 3 })
        #expect(batch.tally?.delivered == 10)
    }

    @Test func rowsComeAtTheFirstOutcomeAndOthersDoNotWait() async throws {
        let waiting = source.appendEnvelope(#"{"n":0}"#, flags: .awaitsOutcome)
        source.appendEnvelope(#"{"n":1}"#)
        let work = ScriptedScreenshots.immediate
        try await run(service(work), until: [waiting])
        source.appendEnvelope(#"{"n":2}"#)
        let batch = DeliveryBatch(range: JournalOffset(0)..<source.end, source: source)
        let events = try await batch.events()
        #expect(events.map(\.position) == [JournalOffset(1), JournalOffset(2), JournalOffset(3)])
        #expect(events.map(\.record.offset) == [JournalOffset(1), JournalOffset(0), JournalOffset(3)])
        #expect(events.map(\.savedPaths) == [[], ["/pictures/0.png"], []])
        #expect(batch.tally == DeliveryTally(delivered: 3, deferred: 1))
    }
}
