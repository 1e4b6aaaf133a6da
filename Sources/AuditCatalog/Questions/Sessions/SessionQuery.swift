import AuditEvents

/// Which user sessions somebody looks for; the newest come first.
package struct SessionQuery: Sendable, Hashable {
    /// Most rows of one page.
    package static let maximumPageRows = 500

    /// A person: the whole identity or the user id alone; letter case is ignored.
    package var user: String?

    /// An app: its id or any name that it had; letter case is ignored.
    package var app: String?

    /// Sessions that ended at or after this moment.
    package var from: UTCTime?

    /// Sessions that began before this moment.
    package var to: UTCTime?

    /// Rows of a page, at most ``maximumPageRows``.
    package var limit: Int

    /// The last session of the page before; nil for the first page.
    package var after: SessionPosition?

    /// Asks for all sessions; narrow it down by setting fields.
    package init(
        user: String? = nil,
        app: String? = nil,
        from: UTCTime? = nil,
        to: UTCTime? = nil,
        limit: Int = 50,
        after: SessionPosition? = nil
    ) {
        self.user = user
        self.app = app
        self.from = from
        self.to = to
        self.limit = limit
        self.after = after
    }
}
