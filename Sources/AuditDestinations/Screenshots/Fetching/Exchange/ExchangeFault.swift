import AuditEvents

/// Why there is no whole answer.
package enum ExchangeFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name has no address.
    case nameUnknown(String)
    /// Every address of the name is one that no connection is made to.
    case addressForbidden(String)
    /// No connection.
    case unreachable(String)
    /// TLS failed; mostly a certificate that isn't trusted.
    case tls(String)
    /// No connection in time.
    case connectTimedOut
    /// Nothing came for too long, or the whole took too long.
    case timedOut(String)
    /// The connection ended before the answer did.
    case truncated
    /// The answer isn't HTTP, or has headers beyond the limits.
    case malformed(String)
    /// The body has a coding that wasn't offered, or one that is damaged.
    case coding(String)
    /// The decoded body has more bytes than allowed.
    case tooLarge
    /// We are about to stop.
    case cancelled

    /// A name that stays the same from version to version.
    package var name: String {
        switch self {
        case .nameUnknown: "name-unknown"
        case .addressForbidden: "address-forbidden"
        case .unreachable: "unreachable"
        case .tls: "tls"
        case .timedOut, .connectTimedOut: "timed-out"
        case .truncated: "truncated"
        case .malformed: "malformed"
        case .coding: "coding"
        case .tooLarge: "too-large"
        case .cancelled: "stopped"
        }
    }

    /// One line, with texts from outside escaped.
    package var description: String {
        switch self {
        case .nameUnknown(let name): "the name \(SanitizedText.escape(name)) has no address"
        case .addressForbidden(let name):
            "\(SanitizedText.escape(name)) leads only to addresses that are never connected to (link-local, multicast…)"
        case .unreachable(let reason): "no connection: \(SanitizedText.escape(reason))"
        case .tls(let reason): "TLS failed: \(SanitizedText.escape(reason))"
        case .timedOut(let what): "timed out: \(what)"
        case .connectTimedOut: "timed out: no connection"
        case .truncated: "the connection ended before the answer did"
        case .malformed(let reason): "not an HTTP answer: \(SanitizedText.escape(reason))"
        case .coding(let reason): "the body can't be decoded: \(SanitizedText.escape(reason))"
        case .tooLarge: "the answer is too large"
        case .cancelled: "stopped"
        }
    }
}
