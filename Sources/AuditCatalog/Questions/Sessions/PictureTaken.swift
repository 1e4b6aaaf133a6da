import AuditEvents
import AuditJournal

/// A screenshot that was taken at one moment.
package struct PictureTaken: Sendable, Hashable {
    /// What it shows; nil when the event names no object.
    package var object: NamedThing?

    /// When.
    package var time: UTCTime

    /// The state of the data; nil when the extension did not say.
    package var dataState: Int64?

    /// What became of it.
    package var outcome: PictureOutcome

    /// The event that named it.
    package var evidence: JournalOffset
}
