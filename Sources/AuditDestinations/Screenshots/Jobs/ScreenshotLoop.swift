import AuditEvents
import AuditJournal
import Logging

/// The one loop of ``ScreenshotService``: reads the journal, and hands attempts and records to tasks of its own.
struct ScreenshotLoop {
    private static let chunkRecords = 1_000
    private static let chunkBytes = 4 << 20
    /// How often the cursor is written at most.
    private static let cursorInterval = Duration.seconds(1)
    /// Wait after the journal or the cursor could not be read or written.
    private static let faultPause = Duration.seconds(5)
    /// Longest sleep, so that those that an earlier moment made useless are soon over.
    private static let longestSleep = Duration.seconds(1)

    /// What a task has to report.
    private enum Report: Sendable {
        case attempted(JournalOffset, AttemptResult)
        case recorded([ScreenshotOutcome], refused: [ScreenshotOutcome])
        case journalGrew
        case prepared
        /// The sleep that was to last until this moment is over.
        case timePassed(Duration)
    }

    private let service: ScreenshotService
    private var queue: ScreenshotQueue
    /// What the journal said at the start; nil once everything of that time was looked at.
    private var history: ScreenshotHistory?
    /// Next record to look at.
    private var position = JournalOffset(0)
    private var savedCursor: JournalOffset?
    private var cursorDue = Duration.zero
    /// No read before this moment, after one that failed.
    private var readDue = Duration.zero
    private var isWatching = false
    /// End of the one sleep that counts.
    private var alarm: Duration?

    init(_ service: ScreenshotService) {
        self.service = service
        queue = ScreenshotQueue(service.settings)
    }

    /// Works until its task is cancelled.
    ///
    /// - Throws: `CancellationError`.
    mutating func run() async throws {
        try await begin()
        try await withThrowingTaskGroup(of: Report.self) { group in
            let work = service.work
            group.addTask {
                await work.prepare()
                return .prepared
            }
            while true {
                try Task.checkCancellation()
                await takeJobs()
                for action in queue.actions(now: service.clock.now()) { perform(action, in: &group) }
                saveCursor()
                service.publish(
                    open: queue.openCount,
                    running: queue.runningCount,
                    next: queue.firstOpen(before: position)
                )
                watch(&group)
                guard let report = try await group.next() else { return }
                take(report)
            }
        }
    }

    /// Saves how far it came, which spares the next start some reading.
    mutating func finish() {
        guard savedCursor != nil else { return }
        cursorDue = .zero
        saveCursor()
    }

    /// Finds out what is open; the journal may be unreadable for a while.
    private mutating func begin() async throws {
        while true {
            do {
                let end = service.source.end
                position = try start(before: end)
                history = try await ScreenshotHistory(from: position, to: end, in: service.source)
                savedCursor = position
                return
            } catch let error as CancellationError {
                throw error
            } catch {
                report(error)
                try await service.clock.sleep(Self.faultPause)
            }
        }
    }

    /// Where the cursor stands.
    ///
    /// Without one, or with one that can't be right, that is the beginning: what is open follows from the journal all the
    /// same.
    private func start(before end: JournalOffset) throws(DeliveryStoreError) -> JournalOffset {
        guard let cursor = try service.store.loadCursor() else { return JournalOffset(0) }
        guard let fault = CursorFault.check(cursor, end: end) else { return cursor.next }
        report("\(fault); what is open is looked for from offset 0 on, and nothing is lost")
        return JournalOffset(0)
    }

    /// Reads on, as long as there are records and room.
    private mutating func takeJobs() async {
        while queue.hasRoom, position < service.source.end, service.clock.now() >= readDue {
            let records: [JournalRecord]
            do throws(JournalReadError) {
                records = try await service.source.records(
                    from: position,
                    maximumCount: Self.chunkRecords,
                    maximumBytes: Self.chunkBytes
                )
            } catch {
                report(error)
                readDue = service.clock.now() + Self.faultPause
                return
            }
            let now = service.clock.now()
            let wall = service.clock.wallMilliseconds()
            for record in records {
                guard queue.hasRoom else { return }
                position = record.offset.next
                if let end = history?.end, position > end { history = nil }
                guard record.kind == .envelope, record.flags.contains(.awaitsOutcome),
                    history?.settled.contains(record.offset) != true
                else { continue }
                queue.add(
                    record.offset,
                    id: record.eventID,
                    age: .milliseconds(max(0, wall - record.facts.receivedAtMilliseconds)),
                    isRowWritten: history?.pending.contains(record.offset) == true,
                    now: now
                )
            }
        }
    }

    private func perform(_ action: ScreenshotQueue.Action, in group: inout ThrowingTaskGroup<Report, any Error>) {
        let service = service
        switch action {
        case .attempt(let event, let number):
            group.addTask { .attempted(event, try await Self.attempt(event, number: number, service)) }
        case .record(let outcomes):
            group.addTask { await Self.record(outcomes, service) }
        }
    }

    private static func attempt(
        _ event: JournalOffset,
        number: Int,
        _ service: ScreenshotService
    ) async throws -> AttemptResult {
        let record: JournalRecord?
        do throws(JournalReadError) {
            record = try await service.source.records(from: event, maximumCount: 1, maximumBytes: 1).first
        } catch {
            return .tryAgain(
                ScreenshotLoss(reason: "journal-unreadable", message: error.description),
                notBefore: faultPause
            )
        }
        guard let record, record.kind == .envelope else {
            return .lost(ScreenshotLoss(reason: "erased", message: "the event was erased before its screenshot came"))
        }
        let result = await service.work.attempt(record, number: number)
        // A cancelled attempt says nothing about the picture.
        try Task.checkCancellation()
        return result
    }

    private static func record(_ outcomes: [ScreenshotOutcome], _ service: ScreenshotService) async -> Report {
        let facts = ReceptionFacts(
            receivedAtMilliseconds: service.clock.wallMilliseconds(),
            clientAddress: ""
        )
        let submissions = outcomes.map { outcome in
            Submission(outcome.record(id: .random(from: service.random)), facts: facts)
        }
        let appended = await service.append(submissions)
        var stored: [ScreenshotOutcome] = []
        var refused: [ScreenshotOutcome] = []
        for (outcome, result) in zip(outcomes, appended) {
            if case .stored = result { stored.append(outcome) } else { refused.append(outcome) }
        }
        return .recorded(stored, refused: refused)
    }

    private mutating func take(_ report: Report) {
        let now = service.clock.now()
        switch report {
        case .attempted(let event, let result):
            let random = Double(service.random.word() >> 11) / Double(1 << 53)
            let next = queue.finished(event, result, now: now, random: random)
            service.note(result, of: event, nextIn: next.map { $0 - now }, attempts: queue.attempts(of: event))
        case .recorded(let outcomes, let refused):
            queue.recorded(outcomes)
            for outcome in outcomes { service.noteRecorded(outcome) }
            if !refused.isEmpty { queue.recordingFailed(refused, now: now) }
        case .journalGrew: isWatching = false
        case .prepared: break
        case .timePassed(let moment): if alarm == moment { alarm = nil }
        }
    }

    /// Makes sure that something wakes the loop: a new record, the next moment of the queue, the cursor.
    private mutating func watch(_ group: inout ThrowingTaskGroup<Report, any Error>) {
        let service = service
        if !isWatching, queue.hasRoom {
            isWatching = true
            let position = position
            group.addTask {
                try await service.source.waitForRecords(beyond: position)
                return .journalGrew
            }
        }
        let now = service.clock.now()
        let moments = [queue.nextDue, unsavedCursor == nil ? nil : cursorDue, readDue > now ? readDue : nil]
        guard let due = moments.compactMap(\.self).min() else { return }
        let end = min(max(due, now), now + Self.longestSleep)
        if let alarm, alarm <= end { return }
        alarm = end
        group.addTask {
            try await service.clock.sleep(end - now)
            return .timePassed(end)
        }
    }

    /// Where the cursor should stand, when it stands elsewhere.
    private var unsavedCursor: JournalOffset? {
        mutating get {
            let wanted = queue.firstOpen(before: position)
            return wanted == savedCursor ? nil : wanted
        }
    }

    private mutating func saveCursor() {
        let now = service.clock.now()
        guard now >= cursorDue, let wanted = unsavedCursor else { return }
        cursorDue = now + Self.cursorInterval
        do throws(DeliveryStoreError) {
            try service.store.save(Cursor(next: wanted))
            savedCursor = wanted
        } catch {
            // An older cursor only costs reading more at the next start.
            cursorDue = now + Self.faultPause
            report(error)
        }
    }

    private func report(_ error: Any) {
        service.logger.error("Screenshots can't go on for now", metadata: ["error": "\(error)"])
    }
}
