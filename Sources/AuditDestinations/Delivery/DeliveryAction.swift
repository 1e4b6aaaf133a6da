import AuditJournal

/// What the delivery loop does next; each action is answered with one ``DeliveryEvent``.
package enum DeliveryAction: Sendable, Hashable {
    /// Load the cursor; answered by `cursorLoaded`.
    case loadCursor
    /// Let the destination prepare; answered by `prepared`.
    case prepare
    /// Sleep until `end` passes the offset, `atMost` is over or shutdown begins; answered by `waited`.
    case wait(beyond: JournalOffset, atMost: Duration?)
    /// Find out which range fits into a batch; answered by `recordsRead`.
    case read(from: JournalOffset, maximumCount: Int)
    /// Make the pending range durable in the cursor file; answered by `announced`.
    case announce(Range<JournalOffset>)
    /// Hand the range to the destination; answered by `delivered`.
    case deliver(Range<JournalOffset>, rejected: Set<JournalOffset>)
    /// Make dead letters durable; answered by `buried`.
    case bury([RecordRejection], batch: Range<JournalOffset>)
    /// Make the cursor durable at this offset, with nothing pending; answered by `confirmed`.
    case confirm(JournalOffset)
    /// Sleep after a failure, or until shutdown begins; answered by `paused`.
    case pause(Duration)
    /// The loop ends.
    case stop
}
