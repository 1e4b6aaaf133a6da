import AuditEvents
import AuditJournal

/// One user session in a few figures.
package struct SessionSummary: Sendable, Hashable {
    /// Its number.
    package var id: SessionID

    /// Who; nil when its events name nobody.
    package var person: Person?

    /// In which app; nil when its events name none.
    package var app: NamedThing?

    /// The page (browser tab) that it was on; nil when the extension named none.
    package var pageKey: String?

    /// Its first moment: of an event, or of a view that an event reports.
    package var begin: UTCTime

    /// Its last moment.
    package var end: UTCTime

    /// Its first record in the journal.
    package var firstOffset: JournalOffset

    /// How many events it has.
    package var eventCount: Int

    /// How many of them report a view of an object.
    package var viewCount: Int

    /// How many of them carry the data of a chart.
    package var dataCount: Int

    /// How many of them name a screenshot.
    package var pictureCount: Int

    /// Where a list goes on behind this session.
    package var position: SessionPosition { SessionPosition(begin: begin, session: id) }
}
