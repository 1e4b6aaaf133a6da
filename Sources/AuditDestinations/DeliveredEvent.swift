import AuditJournal

/// One event for a destination, and the place in the journal at which it is due.
///
/// For most events both are the same record. The row of an event that waits for its screenshot is due at the outcome
/// record, which comes later; so rows stand in the order of the journal and never wait for a picture.
package struct DeliveredEvent: Sendable {
    /// The record at which the event is due, inside the batch; what rejections and parts are counted by.
    package let position: JournalOffset

    /// The event as it was stored.
    package let record: JournalRecord

    /// Absolute paths of its stored screenshots; empty for most.
    package let savedPaths: [String]

    /// An event that is due with its own record unless `position` names another.
    package init(_ record: JournalRecord, at position: JournalOffset? = nil, savedPaths: [String] = []) {
        self.position = position ?? record.offset
        self.record = record
        self.savedPaths = savedPaths
    }
}
