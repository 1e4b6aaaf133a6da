/// One page of user sessions.
package struct SessionPage: Sendable, Hashable {
    /// The sessions, the newest first.
    package let sessions: [SessionSummary]

    /// Where the next page begins; nil when nothing follows.
    package let next: SessionPosition?

    /// Puts a page together.
    package init(sessions: [SessionSummary], next: SessionPosition?) {
        self.sessions = sessions
        self.next = next
    }
}
