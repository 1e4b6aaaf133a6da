/// A request without an answer, named by what comes next.
package enum InfluxDBTransportError: Error, Sendable, Hashable {
    /// Try again later: no connection, no answer in time, or cancelled.
    case unavailable(reason: String)
    /// An operator has to act: TLS doesn't fit, or the host is unknown; the reason names the cure.
    case misconfigured(reason: String)

    /// As a destination throws it.
    package var destinationError: DestinationError {
        switch self {
        case .unavailable(let reason): .unavailable(reason: reason, retryAfter: nil)
        case .misconfigured(let reason): .misconfigured(reason: reason)
        }
    }
}
