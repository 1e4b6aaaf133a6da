/// Why nobody can be asked to let a user in; the sender of the event has to change something.
package enum TicketUserFault: Error, Sendable, Hashable {
    /// The text doesn't tell directory and id.
    case unknown
    /// Directory or id hold what no Qlik user has.
    case unusable
    /// The configuration lets nobody of this directory in.
    case denied(directory: String)
}
