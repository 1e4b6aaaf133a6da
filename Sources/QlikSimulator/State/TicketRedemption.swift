/// What becomes of a ticket that somebody shows.
package enum TicketRedemption: Sendable, Hashable {
    /// It was good, and this session is new.
    case opened(SiteSession)
    /// It was good, but the user has as many sessions as are allowed.
    case tooManySessions(SiteUser)
    /// It is unknown, used, too old, or of another virtual proxy.
    case refused
}
