/// A session that has to be ended some time, as it stands in the list of open sessions.
package struct OpenSession: Sendable, Hashable {
    /// What to end.
    package let id: SessionID
    /// Where it was opened; a session can't be ended at another proxy.
    package let proxy: VirtualProxy
    /// Whose it is: it counts among this person's sessions until it has ended, also in the next run.
    package let user: TicketUser

    /// Names a session.
    package init(id: SessionID, proxy: VirtualProxy, user: TicketUser) {
        self.id = id
        self.proxy = proxy
        self.user = user
    }
}
