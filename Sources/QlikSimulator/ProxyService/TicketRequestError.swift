/// Why a body isn't a request for a ticket; whoever sent it corrects it.
enum TicketRequestError: Error, Sendable, Hashable {
    /// It isn't JSON, or a member has the wrong type.
    case malformed
    /// It doesn't name a user.
    case user(SiteUserError)
    /// An attribute isn't an object with one member.
    case attribute
}
