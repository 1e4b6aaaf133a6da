import AuditEvents
import AuditJournal

/// One record as a list shows it; all texts are as browsers sent them and must be escaped.
package struct EventSummary: Sendable, Hashable {
    /// Where the record stands in the journal.
    package var offset: JournalOffset

    /// The event's own time, or that of its reception when it has none.
    package var time: UTCTime

    /// When the server received it.
    package var receivedAt: UTCTime

    /// Type of the event or of the own record.
    package var type: String

    /// Whether the server wrote it about itself.
    package var isOwn: Bool

    /// Who; nil when the event names nobody.
    package var person: Person?

    /// In which app.
    package var app: NamedThing?

    /// On which sheet.
    package var sheet: NamedThing?

    /// About which object.
    package var object: NamedThing?

    /// In which user session.
    package var session: SessionID?

    /// What became of its screenshot; nil when the event has none.
    package var picture: PictureOutcome?

    /// Whether it carries the data behind a chart.
    package var hasData: Bool

    /// The selections that it reports, as one line; nil when it reports none.
    package var selections: String?

    /// How long the object was looked at, in milliseconds; only of `object.view.duration` and `event.sheet.left`.
    package var durationMilliseconds: Int64?

    /// Where a list goes on behind this row.
    package var position: SearchPosition { SearchPosition(time: time, offset: offset) }
}
