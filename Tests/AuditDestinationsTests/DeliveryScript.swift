import AuditDestinations
import AuditJournal

/// Short for a journal offset.
func offset(_ number: UInt64) -> JournalOffset { JournalOffset(number) }

/// Short for a range of journal offsets.
func range(_ from: UInt64, _ to: UInt64) -> Range<JournalOffset> { JournalOffset(from)..<JournalOffset(to) }

/// What a batch of envelopes only holds.
func tally(_ delivered: Int) -> DeliveryTally { DeliveryTally(delivered: delivered) }

extension BatchPolicy {
    /// Four records or 20 seconds, whatever comes first.
    static let waiting = BatchPolicy(maximumRecords: 4, maximumBytes: nil, maximumWait: .seconds(20))
}

/// A state machine and the events that a test tells it.
struct DeliveryScript {
    var machine: DeliveryStateMachine

    init(policy: BatchPolicy) {
        machine = DeliveryStateMachine(name: "test", policy: policy, retry: RetryPolicy())
    }

    /// Tells an event at a moment, times in seconds.
    mutating func after(_ event: DeliveryEvent, now: Int = 0, end: UInt64, random: Double = 0) -> DeliveryAction {
        machine.next(
            after: event,
            at: DeliveryMoment(now: .seconds(now), end: JournalOffset(end), random: random)
        )
    }

    /// Starts at offset 0 with a ready destination; returns the first action after that.
    mutating func start(end: UInt64) -> DeliveryAction {
        _ = after(.cursorLoaded(next: JournalOffset(0), pending: nil), end: end)
        return after(.prepared, end: end)
    }

    /// Goes on until the first four records are to be delivered.
    mutating func deliverFirstBatch(end: UInt64) {
        _ = start(end: end)
        _ = after(.recordsRead(4), end: end)
        _ = after(.announced, end: end)
    }
}
