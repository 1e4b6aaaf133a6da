import AuditEvents

/// Who has seen something.
package struct SightingQuery: Sendable, Hashable {
    /// Most sightings of one page.
    package static let maximumPageRows = 500

    /// Most people that are told apart in one answer.
    package static let maximumPeople = 1_000

    /// What.
    package var subject: SightingSubject

    /// Only this person: the whole identity or the user id alone; letter case is ignored.
    package var user: String?

    /// First moment.
    package var from: UTCTime?

    /// First moment that is too late.
    package var to: UTCTime?

    /// Sightings of a page, at most ``maximumPageRows``.
    package var limit: Int

    /// Where the page before ended; nil for the first page.
    package var after: SearchPosition?

    /// Asks who has seen `subject`.
    package init(
        _ subject: SightingSubject,
        user: String? = nil,
        from: UTCTime? = nil,
        to: UTCTime? = nil,
        limit: Int = 50,
        after: SearchPosition? = nil
    ) {
        self.subject = subject
        self.user = user
        self.from = from
        self.to = to
        self.limit = limit
        self.after = after
    }
}
