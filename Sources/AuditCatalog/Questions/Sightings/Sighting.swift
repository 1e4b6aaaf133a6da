import AuditEvents
import AuditJournal

/// One time that one person had something on screen.
package struct Sighting: Sendable, Hashable {
    /// How it is known.
    package enum Kind: String, Sendable, Hashable {
        /// The data of a chart had it.
        case data
        /// It was selected.
        case selection
        /// The object was in view.
        case view
        /// The sheet was opened.
        case visit
    }

    /// How it is known.
    package var kind: Kind

    /// Who; nil when the event names nobody.
    package var person: Person?

    /// When: the moment of the capture, of the selection, or the beginning of the view or visit.
    package var time: UTCTime

    /// How long the object was looked at in the view around it, in milliseconds; nil when no event tells.
    package var activeMilliseconds: Int64?

    /// In which app.
    package var app: NamedThing?

    /// On which sheet.
    package var sheet: NamedThing?

    /// In which object; nil for selections and visits.
    package var object: NamedThing?

    /// In which session.
    package var session: SessionID?

    /// The screenshot of the same object in the same state of its data; nil when there is none.
    package var picture: PictureOutcome?

    /// The event that proves it.
    package var evidence: JournalOffset

    /// The event that tells how long, if there is one.
    package var viewEvidence: JournalOffset?

    /// Where a list goes on behind this sighting: its event's own place.
    package var position: SearchPosition
}
