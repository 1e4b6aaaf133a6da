import AuditEvents
import AuditJournal
import ServiceLifecycle

/// Performs the actions of one delivery loop; touched only by that loop.
struct DeliverySteps {
    /// Lines of the dead-letter file.
    private(set) var deadLetters = 0

    private let delivery: Delivery
    /// Records of the next batch that were read to find its size, when the policy holds batches in memory.
    private var held: [JournalRecord] = []
    /// The file that goes on growing, as it is known to be durable in the cursor.
    private var openPart: OpenPart?
    /// The same once the batch that was delivered last is confirmed.
    private var nextOpenPart: OpenPart?
    /// Offset and receive time of the record looked at last.
    private var first: (offset: JournalOffset, receivedMilliseconds: Int64)?

    init(_ delivery: Delivery) {
        self.delivery = delivery
    }

    /// Does what `action` says and reports what came of it; never throws, so that nothing ends the loop.
    mutating func perform(_ action: DeliveryAction) async -> DeliveryEvent {
        do {
            switch action {
            case .loadCursor:
                deadLetters = try delivery.store.deadLetterCount()
                let cursor = try delivery.store.loadCursor()
                openPart = cursor?.openPart
                return .cursorLoaded(next: cursor?.next ?? JournalOffset(0), pending: cursor?.pending)
            case .prepare:
                try await delivery.destination.prepare()
                return .prepared
            case .wait(let offset, let limit):
                try await wait(beyond: offset, atMost: limit)
                return .waited
            case .read(let offset, let maximumCount):
                return .recordsRead(try await read(from: offset, maximumCount: maximumCount))
            case .announce(let range):
                try delivery.store.save(Cursor(next: range.lowerBound, pending: range, openPart: openPart))
                return .announced
            case .deliver(let range, let rejected):
                return .delivered(try await deliver(range, rejected))
            case .bury(let rejections, let range):
                try await bury(rejections, batchStart: range.lowerBound)
                return .buried
            case .confirm(let offset):
                try delivery.store.save(Cursor(next: offset, pending: nil, openPart: nextOpenPart))
                openPart = nextOpenPart
                held = []
                return .confirmed
            case .pause(let duration):
                await pause(duration)
                return .paused
            case .stop: preconditionFailure("a stopped loop performs nothing")
            }
        } catch {
            return .failed(Self.failure(error))
        }
    }

    /// Receive time of the record at `offset`, when it is the one looked at last.
    func receivedMilliseconds(of offset: JournalOffset?) -> Int64? {
        guard let first, first.offset == offset else { return nil }
        return first.receivedMilliseconds
    }

    private func wait(beyond offset: JournalOffset, atMost limit: Duration?) async throws {
        let source = delivery.source
        let clock = delivery.clock
        do {
            try await cancelWhenGracefulShutdown {
                guard let limit else { return try await source.waitForRecords(beyond: offset) }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await source.waitForRecords(beyond: offset) }
                    group.addTask { try await clock.sleep(limit) }
                    defer { group.cancelAll() }
                    try await group.next()
                }
            }
        } catch is CancellationError {
            // Shutdown or cancellation; the loop looks at both before it goes on.
        }
    }

    private mutating func read(from offset: JournalOffset, maximumCount: Int) async throws -> Int {
        let holds = delivery.policy.maximumBytes != nil
        let records = try await delivery.source.records(
            from: offset,
            maximumCount: holds ? maximumCount : 1,
            maximumBytes: delivery.policy.maximumBytes ?? 1
        )
        guard let record = records.first, record.offset == offset else {
            throw DeliveryFailure.journal(reason: "the journal has no record at offset \(offset)")
        }
        first = (record.offset, record.facts.receivedAtMilliseconds)
        held = holds ? records : []
        return holds ? records.count : maximumCount
    }

    private mutating func deliver(
        _ range: Range<JournalOffset>,
        _ rejected: Set<JournalOffset>
    ) async throws -> DeliveryTally? {
        let fits = held.first?.offset == range.lowerBound && held.count == range.count
        let batch = DeliveryBatch(
            range: range,
            rejected: rejected,
            held: fits ? held : [],
            openPart: openPart,
            source: delivery.source
        )
        try await delivery.destination.deliver(batch)
        nextOpenPart = batch.openPartAfter
        return batch.tally
    }

    private mutating func bury(_ rejections: [RecordRejection], batchStart: JournalOffset) async throws {
        let now = delivery.clock.wallMilliseconds()
        var letters: [DeadLetter] = []
        for rejection in rejections {
            letters.append(
                DeadLetter(
                    offset: rejection.offset,
                    eventID: try await eventID(dueAt: rejection.offset),
                    reason: rejection.reason,
                    timeMilliseconds: now
                )
            )
        }
        try delivery.store.bury(letters, batchStart: batchStart)
        deadLetters = try delivery.store.deadLetterCount()
    }

    private func eventID(dueAt offset: JournalOffset) async throws -> EventID? {
        let source = delivery.source
        guard let record = try await source.records(from: offset, maximumCount: 1, maximumBytes: 1).first else {
            return nil
        }
        if case .due(let event) = try await DueEvents(source: source).finding(at: record) {
            return event.record.eventID
        }
        return record.eventID
    }

    private func pause(_ duration: Duration) async {
        let clock = delivery.clock
        do {
            try await cancelWhenGracefulShutdown { try await clock.sleep(duration) }
        } catch {
            // Shutdown or cancellation; the loop looks at both before it goes on.
        }
    }

    private static func failure(_ error: any Error) -> DeliveryFailure {
        switch error {
        case let failure as DeliveryFailure: failure
        case let error as DestinationError: .destination(error)
        case let error as DeliveryStoreError: .store(error)
        case let error as JournalReadError: .journal(reason: error.description)
        default: .journal(reason: "\(error)")
        }
    }
}
