import AuditJournal

/// A record that a destination can never store, and why.
package struct RecordRejection: Sendable, Hashable {
    /// The record.
    package let offset: JournalOffset

    /// What the destination said, for a person to read.
    package let reason: String

    /// Names the record and the reason.
    package init(offset: JournalOffset, reason: String) {
        self.offset = offset
        self.reason = reason
    }
}
