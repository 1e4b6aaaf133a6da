import AuditDestinations
import AuditJournal

/// Checks the promises between the delivery loop and a destination, on a real loop with simulated crashes.
///
/// ```swift
/// try await DestinationConformance { try TemporaryPlace() }.run()
/// ```
package struct DestinationConformance: Sendable {
    /// Batches of three records, held in memory.
    package static let batch = BatchPolicy(maximumRecords: 3, maximumBytes: 1 << 20, maximumWait: .zero)
    private static let recordCount = 8
    private static let maximumSteps = 400

    private let makePlace: @Sendable () throws -> any DestinationPlace

    private let policy: BatchPolicy

    /// Checks destinations over the places that `makePlace` makes; each is new and empty.
    package init(
        policy: BatchPolicy = batch,
        _ makePlace: @escaping @Sendable () throws -> any DestinationPlace
    ) {
        self.policy = policy
        self.makePlace = makePlace
    }

    /// Runs every check.
    ///
    /// - Throws: ``ConformanceFailure`` at the first broken promise.
    package func run() async throws {
        try await deliversEveryRecordOnce()
        try await takesARepeatedBatch()
        try await takesABatchWithoutRecords()
        try await continuesFromTheCursor()
        try await survivesUnavailability()
        try await buriesRejectedRecordsOnly()
        try await convergesAfterACrashAtAnyStep()
    }

    /// All envelopes arrive once; own records and tombstones don't.
    package func deliversEveryRecordOnce() async throws {
        let place = try makePlace()
        let (source, expected) = journal(for: place)
        try await deliver(from: source, to: try place.open(KillSwitch()), InMemoryDeliveryStore())
        try expect(place, expected.keys, "delivers every record once")
    }

    /// A batch that comes again, also to a new process, changes nothing.
    package func takesARepeatedBatch() async throws {
        let place = try makePlace()
        let (source, expected) = journal(for: place)
        for _ in 0..<2 {
            let destination = try place.open(KillSwitch())
            try await destination.prepare()
            for _ in 0..<2 {
                try await destination.deliver(DeliveryBatch(range: JournalOffset(0)..<source.end, source: source))
                try expect(place, expected.keys, "takes a repeated batch")
            }
        }
    }

    /// A range without a record for the destination leaves nothing, and is read to its end.
    package func takesABatchWithoutRecords() async throws {
        let place = try makePlace()
        let source = InMemoryRecordSource()
        source.appendOwn()
        source.appendTombstone()
        try await deliver(from: source, to: try place.open(KillSwitch()), InMemoryDeliveryStore())
        try expect(place, [], "takes a batch without records")
    }

    /// After a restart only what is behind the cursor comes.
    package func continuesFromTheCursor() async throws {
        let place = try makePlace()
        let (source, expected) = journal(for: place)
        let store = InMemoryDeliveryStore()
        try await deliver(from: source, to: try place.open(KillSwitch()), store)
        let more = place.envelope(number: Self.recordCount)
        source.appendEnvelope(more.json, id: more.id)
        try await deliver(from: source, to: try place.open(KillSwitch()), store)
        try expect(place, Array(expected.keys) + [Self.recordCount], "continues from the cursor")
    }

    /// Failures before and after the work was done lead to one copy of everything.
    package func survivesUnavailability() async throws {
        let place = try makePlace()
        let (source, expected) = journal(for: place)
        let failures: [(error: DestinationError, worksFirst: Bool)] = [
            (.unavailable(reason: "test", retryAfter: nil), false),
            (.unavailable(reason: "test", retryAfter: .seconds(5)), true),
            (.misconfigured(reason: "test"), false),
            (.misconfigured(reason: "test"), true),
        ]
        let destination = InterruptedDestination(inner: try place.open(KillSwitch()), plan: .init(failures))
        try await deliver(from: source, to: destination, InMemoryDeliveryStore())
        try expect(place, expected.keys, "survives unavailability")
    }

    /// A record that can't be stored gets one dead letter, and the others of its batch arrive.
    package func buriesRejectedRecordsOnly() async throws {
        let place = try makePlace()
        guard let rejected = place.rejectedEnvelope(number: Self.recordCount) else { return }
        let (source, before) = journal(for: place)
        let offset = source.appendEnvelope(rejected.json, id: rejected.id)
        let last = place.envelope(number: Self.recordCount + 1)
        source.appendEnvelope(last.json, id: last.id)
        let store = InMemoryDeliveryStore()
        try await deliver(from: source, to: try place.open(KillSwitch()), store)
        try expect(place, Array(before.keys) + [Self.recordCount + 1], "buries rejected records only")
        let buried = store.letters.map(\.offset)
        guard buried == [offset] else {
            throw ConformanceFailure("buries rejected records only", "buried \(buried), expected [\(offset)]")
        }
    }

    /// A kill before or after any durable step, and one more start, lead to one copy of everything.
    package func convergesAfterACrashAtAnyStep() async throws {
        for moment in KillSwitch.Moment.allCases {
            for step in 0... {
                guard step < Self.maximumSteps else {
                    throw ConformanceFailure("converges", "still not through after \(step) steps")
                }
                if try await !crash(at: step, moment) { break }
            }
        }
    }

    /// Kills at one step and starts again; false when the run had fewer steps.
    private func crash(at step: Int, _ moment: KillSwitch.Moment) async throws -> Bool {
        let place = try makePlace()
        let (source, expected) = journal(for: place)
        let rejected = place.rejectedEnvelope(number: Self.recordCount)
        let rejectedOffset = rejected.map { source.appendEnvelope($0.json, id: $0.id) }
        let store = InMemoryDeliveryStore()
        let end = Latch()
        let killSwitch = KillSwitch(killStep: step, moment: moment, died: end)
        let first = delivery(
            from: source,
            to: try place.open(killSwitch),
            FaultyDeliveryStore(store, killSwitch: killSwitch, target: source.end, reached: end)
        )
        await DeliveryHarness(first).killed(at: end)
        let check = "converges after a crash \(moment) step \(step) (\(killSwitch.steps.last ?? "none"))"
        let confirmed = Set(store.saved.map(\.next)).max() ?? JournalOffset(0)
        let delivered = Set(try place.delivered())
        let missing = expected.filter { $0.value < confirmed && !delivered.contains($0.key) }.keys
        guard missing.isEmpty else { throw ConformanceFailure(check, "the cursor passed \(missing) too early") }

        let more = place.envelope(number: Self.recordCount + 1)
        source.appendEnvelope(more.json, id: more.id)
        try await deliver(from: source, to: try place.open(KillSwitch()), store)
        try expect(place, Array(expected.keys) + [Self.recordCount + 1], check)
        let buried = store.letters.map(\.offset)
        guard buried == (rejectedOffset.map { [$0] } ?? []) else {
            throw ConformanceFailure(check, "buried \(buried), expected \(String(describing: rejectedOffset))")
        }
        return killSwitch.isDead
    }

    /// A journal of envelopes with the server's own records and erased ones between them; offsets by number.
    private func journal(for place: any DestinationPlace) -> (InMemoryRecordSource, [Int: JournalOffset]) {
        let source = InMemoryRecordSource()
        var expected: [Int: JournalOffset] = [:]
        source.appendOwn()
        for number in 0..<Self.recordCount {
            let (json, id) = place.envelope(number: number)
            expected[number] = source.appendEnvelope(json, id: id)
            if number % 3 == 1 { source.appendTombstone() }
        }
        return (source, expected)
    }

    private func deliver(
        from source: InMemoryRecordSource,
        to destination: any Destination,
        _ store: InMemoryDeliveryStore
    ) async throws {
        let end = Latch()
        let watched = FaultyDeliveryStore(store, killSwitch: KillSwitch(), target: source.end, reached: end)
        let delivery = delivery(from: source, to: destination, watched)
        try await DeliveryHarness(delivery).during { await end.wait() }
        let status = delivery.status
        guard status.losses == 0, status.lagRecords == 0 else {
            throw ConformanceFailure("loop", "ended with lag \(status.lagRecords ?? -1) and \(status.losses) losses")
        }
    }

    private func delivery(
        from source: InMemoryRecordSource,
        to destination: any Destination,
        _ store: some DeliveryStore
    ) -> Delivery {
        Delivery(
            destination: destination,
            source: source,
            store: store,
            policy: policy,
            clock: ManualClock(skipsSleeps: true).deliveryClock,
            random: { 0.5 },
            logger: DeliveryHarness.silent
        )
    }

    private func expect(_ place: any DestinationPlace, _ expected: some Collection<Int>, _ check: String) throws {
        let delivered = try place.delivered().sorted()
        guard delivered == expected.sorted() else {
            throw ConformanceFailure(check, "found \(delivered), expected \(expected)")
        }
        let leftovers = try place.leftovers()
        guard leftovers.isEmpty else { throw ConformanceFailure(check, "left over: \(leftovers)") }
    }
}
