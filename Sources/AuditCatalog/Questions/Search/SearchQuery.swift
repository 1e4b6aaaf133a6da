import AuditEvents

/// Which events somebody looks for; nil leaves a field open.
///
/// Texts may come from anybody: they are bound as parameters, never part of a statement.
package struct SearchQuery: Sendable, Hashable {
    /// Most rows of one page.
    package static let maximumPageRows = 500

    /// Characters of a free text that count.
    package static let maximumTextLength = 256

    /// A person: the whole identity or the user id alone; letter case is ignored.
    package var user: String?

    /// An app: its id or any name that it had; letter case is ignored.
    package var app: String?

    /// A sheet: its id, or any name that it had; letter case is ignored.
    package var sheet: String?

    /// An object: its id, or any title that it had; letter case is ignored.
    package var object: String?

    /// The exact event type, such as `selection.state.changed`.
    package var type: String?

    /// First moment, by the event's own time.
    package var from: UTCTime?

    /// First moment that is too late.
    package var to: UTCTime?

    /// Words that must all occur in one place: the names, the selections or the data of an event.
    package var text: String?

    /// Whether all of the server's own records are wanted; conflicts and screenshot outcomes always are.
    package var includesOwnRecords: Bool

    /// Whether the oldest events come first instead of the newest.
    package var isOldestFirst: Bool

    /// Rows of a page, at most ``maximumPageRows``.
    package var limit: Int

    /// Where the page before ended; nil for the first page.
    package var after: SearchPosition?

    /// Asks for everything, the newest first; narrow it down by setting fields.
    package init(
        user: String? = nil,
        app: String? = nil,
        sheet: String? = nil,
        object: String? = nil,
        type: String? = nil,
        from: UTCTime? = nil,
        to: UTCTime? = nil,
        text: String? = nil,
        includesOwnRecords: Bool = false,
        isOldestFirst: Bool = false,
        limit: Int = 50,
        after: SearchPosition? = nil
    ) {
        self.user = user
        self.app = app
        self.sheet = sheet
        self.object = object
        self.type = type
        self.from = from
        self.to = to
        self.text = text
        self.includesOwnRecords = includesOwnRecords
        self.isOldestFirst = isOldestFirst
        self.limit = limit
        self.after = after
    }
}
