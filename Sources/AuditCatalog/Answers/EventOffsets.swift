import AuditEvents
import AuditJournal

/// The only records that can fit a question, in the order of the journal.
package struct EventOffsets: Sendable, Hashable {
    /// The records; each may fit or not.
    package let offsets: [JournalOffset]

    /// First record that the catalog does not know: from there on every record can fit.
    package let end: JournalOffset

    /// Id of the record before ``end``: with another id there, the catalog is of another journal.
    package let lastID: EventID?
}
