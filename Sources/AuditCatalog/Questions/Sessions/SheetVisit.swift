import AuditEvents
import AuditJournal

/// A sheet that was open for a while.
package struct SheetVisit: Sendable, Hashable {
    /// The sheet.
    package var sheet: NamedThing

    /// When it was opened.
    package var begin: UTCTime

    /// When it was left: by its own event, or when the next sheet was opened; nil when neither is known.
    package var end: UTCTime?

    /// How long it was really looked at, in milliseconds; nil when the extension did not say.
    package var activeMilliseconds: Int64?

    /// The event that opened it.
    package var evidence: JournalOffset

    /// The event that left it, if there is one.
    package var leftEvidence: JournalOffset?

    /// Whether the sheet was open at `instant`.
    package func contains(_ instant: UTCTime) -> Bool { begin <= instant && instant <= end ?? instant }
}
