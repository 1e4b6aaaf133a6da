/// What became of a ticket that was to be redeemed.
enum TicketUse: Sendable, Hashable {
    /// It never left, or there was none.
    case unsent
    /// It left, and nobody knows whether it bought a session.
    case unanswered
    /// An answer began, with this status and cookies of these names.
    case answered(status: Int, cookieNames: [String])
}
