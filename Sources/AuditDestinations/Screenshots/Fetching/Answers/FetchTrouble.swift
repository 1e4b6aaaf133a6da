import AuditEvents

/// Why there is no picture yet; asking again may help.
package enum FetchTrouble: Error, Sendable, Hashable, CustomStringConvertible {
    /// An answer without a picture.
    case status(Int)
    /// An answer that says itself that it is no picture; the beginning of its body, as sent but for tickets.
    case notAPicture(mediaType: String, preview: String)
    /// Bytes that are no whole picture.
    case damaged(String)
    /// No whole answer from the image host.
    case exchange(ExchangeFault)
    /// No ticket.
    case ticket(ExchangeFault)
    /// The proxy service answered, but with no ticket.
    case ticketRefused(status: Int)
    /// A fresh session was refused as the old one was.
    case loginRequested
    /// The person has as many sessions open as we allow ourselves, or as Qlik allows, and none came free in time.
    case tooManySessions
    /// A certificate or key file can't be used; the text names it.
    case certificateFile(String)
    /// We are about to stop.
    case stopped

    /// A name that stays the same from version to version, for records and metrics.
    package var name: String {
        switch self {
        case .status(let status): "status-\(status)"
        case .notAPicture: "not-a-picture"
        case .damaged: "damaged-picture"
        case .exchange(let fault): fault.name
        case .ticket(let fault): "ticket-\(fault.name)"
        case .ticketRefused: "ticket-refused"
        case .loginRequested: "login-requested"
        case .tooManySessions: "too-many-sessions"
        case .certificateFile: "certificate-file"
        case .stopped: "stopped"
        }
    }

    /// One `key=value` for log lines, with texts from outside escaped.
    package var description: String {
        switch self {
        case .status(let status): "httpStatus=\(status)"
        case .notAPicture(let type, let preview):
            "nonImageContentType='\(SanitizedText.escape(type))' preview='\(Self.oneLine(preview))'"
        case .damaged(let reason): "error=\(SanitizedText.escape(reason))"
        case .exchange(let fault): "error=\(fault)"
        case .ticket(let fault): "error=no ticket: \(fault)"
        case .ticketRefused(let status): "error=the proxy service gave no ticket, httpStatus=\(status)"
        case .loginRequested: "error=Qlik asks to log in again"
        case .tooManySessions: "error=the user has as many sessions open as pictures may use"
        case .certificateFile(let reason): "error=\(SanitizedText.escape(reason))"
        case .stopped: "error=stopped"
        }
    }

    /// White space in one blank each, the rest escaped.
    private static func oneLine(_ text: String) -> String {
        SanitizedText.escape(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
}
