/// What pictures must have in common to share a session.
///
/// The image host is part of it: a session's cookie never goes to another one than the one that set it.
package struct SessionKey: Sendable, Hashable {
    /// Who is logged in; letter case counts.
    package let user: TicketUser
    /// Where.
    package let proxy: VirtualProxy
    /// Who set the cookie.
    package let origin: WebOrigin

    /// Puts a key together.
    package init(user: TicketUser, proxy: VirtualProxy, origin: WebOrigin) {
        self.user = user
        self.proxy = proxy
        self.origin = origin
    }
}
