import AuditEvents
import AuditJournal

/// The selections that were in force from a moment on.
package struct SelectionState: Sendable, Hashable {
    /// Since when.
    package var begin: UTCTime

    /// Until the next change; nil for the last one of a session.
    package var end: UTCTime?

    /// The fields with selections, as the app shows them; empty when nothing was selected.
    package var fields: [SelectedField]

    /// The event that reported them.
    package var evidence: JournalOffset
}
