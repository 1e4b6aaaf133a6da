/// Why no ticket was given out; whoever asked corrects the request.
package enum TicketError: Error, Sendable, Hashable {
    /// The site has no virtual proxy with this prefix.
    case unknownVirtualProxy
    /// The site sent nobody to log in with this `targetId`, or a ticket was given out for it already.
    case unknownTarget
}
