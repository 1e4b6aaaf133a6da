import AuditDestinations
import AuditEvents
import AuditJournal
import AuditTesting
import Synchronization
import Testing

/// The loop with everything around it; decisions alone are in `DeliveryStateMachineTests`.
@Suite(.inTurn) struct DeliveryTests {
    private let source = InMemoryRecordSource()
    private let store = InMemoryDeliveryStore()
    private let reached = Latch()

    private func delivery(
        _ destination: any Destination,
        target: UInt64,
        policy: BatchPolicy = .immediate,
        clock: ManualClock = ManualClock(skipsSleeps: true),
        drainBound: Duration = .seconds(5)
    ) -> Delivery {
        let store = FaultyDeliveryStore(store, killSwitch: KillSwitch(), target: offset(target), reached: reached)
        return Delivery(
            destination: destination,
            source: source,
            store: store,
            policy: policy,
            drainBound: drainBound,
            clock: clock.deliveryClock,
            random: { 0 },
            logger: DeliveryHarness.silent
        )
    }

    @Test func recordsThatArriveWhileItRunsAreDelivered() async throws {
        let destination = RecordingDestination()
        let delivery = delivery(destination, target: 10)
        try await DeliveryHarness(delivery).during {
            for number in 0..<10 { source.appendEnvelope("\(number)") }
            await reached.wait()
        }
        #expect(destination.stored.count == 10)
        #expect(destination.violations.isEmpty)
        #expect(delivery.status.lagRecords == 0)
        #expect(delivery.status.condition == .stopped)
    }

    @Test func aLargeBatchIsReadInBoundedMemory() async throws {
        for number in 0..<1000 { source.appendEnvelope("\(number)") }
        let destination = RecordingDestination(chunkRecords: 64)
        let policy = BatchPolicy(maximumRecords: 100_000, maximumBytes: nil, maximumWait: .zero)
        try await DeliveryHarness(delivery(destination, target: 1000, policy: policy)).during { await reached.wait() }
        #expect(destination.batches == [range(0, 1000)])
        #expect(destination.stored.count == 1000)
        #expect(source.largestRead == 64)
    }

    @Test func bytesBoundABatchThatIsHeldInMemory() async throws {
        for _ in 0..<10 { source.appendEnvelope(String(repeating: "x", count: 100)) }
        let destination = RecordingDestination()
        let policy = BatchPolicy(maximumRecords: 100, maximumBytes: 300, maximumWait: .seconds(20))
        try await DeliveryHarness(delivery(destination, target: 10, policy: policy)).during { await reached.wait() }
        #expect(destination.batches == [range(0, 3), range(3, 6), range(6, 9), range(9, 10)])
    }

    @Test func anIncompleteBatchWaitsUntilItsTime() async throws {
        let clock = ManualClock()
        let destination = RecordingDestination()
        let policy = BatchPolicy(maximumRecords: 100, maximumBytes: nil, maximumWait: .seconds(20))
        source.appendEnvelope("0")
        try await DeliveryHarness(delivery(destination, target: 2, policy: policy, clock: clock)).during {
            await clock.waitForSleeps(1)
            source.appendEnvelope("1")
            #expect(destination.batches.isEmpty)
            clock.advance(by: .seconds(20))
            await reached.wait()
        }
        #expect(destination.batches == [range(0, 2)])
        #expect(clock.sleeps.first == .seconds(20))
    }

    @Test func shutdownFlushesThePartialBatch() async throws {
        let clock = ManualClock()
        let destination = RecordingDestination()
        let policy = BatchPolicy(maximumRecords: 100, maximumBytes: 1 << 20, maximumWait: .seconds(3600))
        for number in 0..<5 { source.appendEnvelope("\(number)") }
        let delivery = delivery(destination, target: 5, policy: policy, clock: clock)
        try await DeliveryHarness(delivery).during { await clock.waitForSleeps(1) }
        #expect(destination.batches == [range(0, 5)])
        #expect(store.saved.last?.next == offset(5))
        #expect(delivery.status.lagRecords == 0)
    }

    @Test func shutdownDrainsEveryFullBatchOfABacklog() async throws {
        let destination = RecordingDestination()
        let policy = BatchPolicy(maximumRecords: 10, maximumBytes: nil, maximumWait: .seconds(3600))
        for number in 0..<95 { source.appendEnvelope("\(number)") }
        let delivery = delivery(destination, target: 95, policy: policy, clock: ManualClock())
        try await DeliveryHarness(delivery).during {}
        #expect(destination.stored.count == 95)
    }

    @Test func aDestinationThatHangsIsLeftAfterTheDrainBound() async throws {
        let clock = ManualClock()
        let started = Latch()
        let destination = RecordingDestination { _, _ in
            started.open()
            do {
                try await Task.sleep(for: .seconds(3600))
            } catch {
                return .unavailable(reason: "cancelled", retryAfter: nil)
            }
            return nil
        }
        source.appendEnvelope("0")
        let delivery = delivery(destination, target: 1, clock: clock, drainBound: .seconds(7))
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await DeliveryHarness(delivery).during { await started.wait() } }
            await clock.waitForSleeps(1)
            #expect(clock.sleeps == [.seconds(7)])
            clock.advance(by: .seconds(7))
        }
        #expect(store.saved.last?.pending == range(0, 1))
        #expect(delivery.status.next == offset(0))
        #expect(delivery.status.condition == .stopped)
        #expect(delivery.status.lastError == "cancelled")
    }

    @Test func aRestartRepeatsThePendingRangeThenGoesOn() async throws {
        for number in 0..<9 { source.appendEnvelope("\(number)") }
        try store.save(Cursor(next: offset(2), pending: range(2, 5)))
        let destination = RecordingDestination()
        try await DeliveryHarness(delivery(destination, target: 9)).during { await reached.wait() }
        #expect(destination.batches == [range(2, 5), range(5, 9)])
    }

    @Test func outagesDelayAndLoseNothing() async throws {
        let clock = ManualClock(skipsSleeps: true)
        for number in 0..<4 { source.appendEnvelope("\(number)") }
        let destination = RecordingDestination { call, _ in
            switch call {
            case 0..<5: .unavailable(reason: "refused", retryAfter: nil)
            case 5: .unavailable(reason: "busy", retryAfter: .seconds(300))
            default: nil
            }
        }
        let delivery = delivery(destination, target: 4, clock: clock)
        try await DeliveryHarness(delivery).during { await reached.wait() }
        #expect(clock.sleeps.prefix(6).map { $0 / .milliseconds(1) } == [500, 1000, 2000, 4000, 8000, 300_000])
        #expect(destination.stored.count == 4)
        #expect(destination.violations.isEmpty)
        #expect(delivery.status.lastError == "busy")
        #expect(delivery.status.failures == 0)
    }

    @Test func aCureOnDiskResumesWithoutARestart() async throws {
        let cured = Latch()
        source.appendEnvelope("0")
        let destination = RecordingDestination { call, _ in
            if cured.isOpen { return nil }
            if call == 2 { cured.open() }
            return .misconfigured(reason: "read-only")
        }
        let clock = ManualClock(skipsSleeps: true)
        try await DeliveryHarness(delivery(destination, target: 1, clock: clock)).during { await reached.wait() }
        #expect(destination.prepared == 4)
        #expect(clock.sleeps.prefix(3) == [.seconds(30), .seconds(30), .seconds(30)])
        #expect(destination.stored.count == 1)
    }

    @Test func oneBadRecordDoesNotStopTheOthers() async throws {
        for number in 0..<10 { source.appendEnvelope("\(number)", id: EventID(high: 7, low: UInt64(number))) }
        let bad: Set<JournalOffset> = [offset(3), offset(8)]
        let destination = RecordingDestination(rejects: { record in
            bad.contains(record.offset) ? .recordRejected(record.offset, reason: "no \(record.offset)") : nil
        })
        let delivery = delivery(destination, target: 10)
        try await DeliveryHarness(delivery).during { await reached.wait() }
        #expect(Set(destination.stored.keys) == Set((0..<10).map { offset($0) }).subtracting(bad))
        #expect(store.letters.map(\.offset) == [offset(3), offset(8)])
        #expect(store.letters.map(\.reason) == ["no 3", "no 8"])
        #expect(store.letters.map(\.eventID) == [EventID(high: 7, low: 3), EventID(high: 7, low: 8)])
        #expect(delivery.status.deadLetters == 2)
        #expect(delivery.status.tally == DeliveryTally(delivered: 8, rejected: 2))
        #expect(delivery.status.losses == 0)
    }

    @Test func ownRecordsAndTombstonesAreCountedNotDelivered() async throws {
        source.appendOwn()
        source.appendEnvelope("1")
        source.appendTombstone()
        source.appendOwn()
        let destination = RecordingDestination()
        let delivery = delivery(destination, target: 4)
        try await DeliveryHarness(delivery).during { await reached.wait() }
        #expect(destination.stored.keys.sorted() == [offset(1)])
        #expect(destination.violations.isEmpty)
        #expect(delivery.status.tally == DeliveryTally(delivered: 1, ownRecords: 2, tombstones: 1))
    }

    @Test func anUnreadableJournalIsShownAndTriedAgain() async throws {
        source.appendEnvelope("0", receivedAtMilliseconds: 1000)
        source.failReads(with: .storage(StorageError(.read, "segment", code: 5)))
        let clock = ManualClock()
        let destination = RecordingDestination()
        let delivery = delivery(destination, target: 1, clock: clock)
        try await DeliveryHarness(delivery).during {
            await clock.waitForSleeps(1)
            source.failReads(with: nil)
            clock.advance(by: .seconds(60))
            await reached.wait()
        }
        #expect(source.failedReads == 1)
        #expect(delivery.status.lastError?.contains("segment") == true)
        #expect(destination.stored.count == 1)
    }

    @Test func aJournalThatIsShorterThanTheCursorDeliversNothing() async throws {
        source.appendEnvelope("0")
        try store.save(Cursor(next: offset(5), pending: nil))
        let clock = ManualClock()
        let destination = RecordingDestination()
        let delivery = delivery(destination, target: 99, clock: clock)
        try await DeliveryHarness(delivery).during {
            await clock.waitForSleeps(1)
            #expect(!delivery.status.isHealthy)
            for number in 1..<9 { source.appendEnvelope("\(number)") }
            clock.advance(by: .seconds(30))
            await clock.waitForSleeps(2)
            #expect(!delivery.status.isHealthy)
        }
        #expect(destination.batches.isEmpty)
        #expect(delivery.status.lastError?.contains("journal ends at 1") == true)
    }

    @Test func theStatusShowsTheOldestUndeliveredRecord() async throws {
        source.appendEnvelope("0", receivedAtMilliseconds: 1_779_999_990_000)
        let clock = ManualClock()
        let destination = RecordingDestination { call, _ in
            call == 0 ? .unavailable(reason: "down", retryAfter: nil) : nil
        }
        let delivery = delivery(destination, target: 1, clock: clock)
        try await DeliveryHarness(delivery).during {
            await clock.waitForSleeps(1)
            let status = delivery.status
            #expect(status.oldestUndeliveredMilliseconds == 1_779_999_990_000)
            #expect(status.lagRecords == 1)
            #expect(status.pending == range(0, 1))
            #expect(status.condition == .retrying(reason: "down"))
            clock.advance(by: .seconds(60))
            await reached.wait()
        }
        #expect(delivery.status.oldestUndeliveredMilliseconds == nil)
    }
}
