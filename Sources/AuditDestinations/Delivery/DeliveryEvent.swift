import AuditJournal

/// What came of a ``DeliveryAction``.
package enum DeliveryEvent: Sendable, Hashable {
    /// The cursor stands here; at 0 with nothing pending when there is no cursor file yet.
    case cursorLoaded(next: JournalOffset, pending: Range<JournalOffset>?)
    /// The destination is ready for batches.
    case prepared
    /// The wait is over for any of its reasons.
    case waited
    /// So many records, at least one, make the batch.
    case recordsRead(Int)
    /// The pending range is durable.
    case announced
    /// The destination confirmed; nil when it didn't read the batch to its end.
    case delivered(DeliveryTally?)
    /// The dead letters are durable.
    case buried
    /// The cursor is durable.
    case confirmed
    /// The pause is over.
    case paused
    /// The action failed.
    case failed(DeliveryFailure)
}
