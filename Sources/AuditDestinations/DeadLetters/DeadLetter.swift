import AuditEvents
import AuditJournal

/// A record that a destination can never store, as it is written to the dead-letter file.
package struct DeadLetter: Sendable, Hashable {
    /// Position of the record in the journal, where it stays.
    package let offset: JournalOffset

    /// Id of the event, when the record still has one.
    package let eventID: EventID?

    /// What the destination said.
    package let reason: String

    /// When it was set aside, in milliseconds since 1970-01-01 UTC.
    package let timeMilliseconds: Int64

    /// Collects the four.
    package init(offset: JournalOffset, eventID: EventID?, reason: String, timeMilliseconds: Int64) {
        self.offset = offset
        self.eventID = eventID
        self.reason = reason
        self.timeMilliseconds = timeMilliseconds
    }
}
