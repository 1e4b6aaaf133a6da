import AuditEvents
import Logging

/// Why a picture is not fetched, now or later.
package enum FetchRefusal: Error, Sendable, Hashable {
    /// The event names no picture.
    case urlMissing
    /// The allow-list is empty.
    case noAllowedHosts
    /// The event's URL is no absolute URL.
    case urlInvalid
    /// The event's host isn't in the allow-list.
    case hostNotAllowed(String)
    /// The host is in the allow-list, but with other ports.
    case portNotAllowed(String, port: Int)
    /// The host is in the allow-list, but an address that is never connected to.
    case addressForbidden(String)
    /// The event's URL has another scheme than http and https.
    case schemeNotAllowed(String)
    /// The event's URL holds a user name or password.
    case userInformation
    /// A ticket would go out without TLS.
    case ticketWithoutTLS
    /// Nobody wants the picture.
    case noStorageTargets
    /// The event's user doesn't tell directory and id.
    case userUnknown(String)
    /// The event's user holds characters that no Qlik user has.
    case userUnusable(String)
    /// Nobody of the directory is let in.
    case userDenied(directory: String)
    /// The URL's path tells no virtual proxy.
    case virtualProxyInvalid
    /// The answer led where nothing may be fetched.
    case redirectBlocked(RedirectBlock)
    /// The answer's status says that asking again is of no use.
    case status(Int)
    /// The answer has more bytes than a picture may have.
    case tooLarge

    /// A name that stays the same from version to version, for records and metrics.
    package var name: String {
        switch self {
        case .urlMissing: "url-missing"
        case .noAllowedHosts: "no-allowed-hosts"
        case .urlInvalid: "url-invalid"
        case .hostNotAllowed: "host-not-allowed"
        case .portNotAllowed: "port-not-allowed"
        case .addressForbidden: "address-forbidden"
        case .schemeNotAllowed: "scheme-not-allowed"
        case .userInformation: "url-with-user-information"
        case .ticketWithoutTLS: "ticket-without-tls"
        case .noStorageTargets: "no-storage-targets"
        case .userUnknown: "user-unknown"
        case .userUnusable: "user-unusable"
        case .userDenied: "user-denied"
        case .virtualProxyInvalid: "virtual-proxy-invalid"
        case .redirectBlocked(let block): "redirect-\(block.rawValue)"
        case .status(let status): "status-\(status)"
        case .tooLarge: "too-large"
        }
    }

    /// The line that operators look for; texts from outside are escaped.
    package var message: String {
        switch self {
        case .urlMissing: "Screenshot download enabled, but screenshotUrl is missing"
        case .noAllowedHosts: "Screenshot download blocked — no allowedImageDownloadHosts configured"
        case .urlInvalid: "Screenshot download blocked — screenshotUrl is not a valid absolute URL"
        case .hostNotAllowed(let host):
            "Screenshot download blocked — hostname '\(SanitizedText.escape(host))' is not in allowedImageDownloadHosts"
        case .portNotAllowed(let host, let port):
            "Screenshot download blocked — port \(port) of '\(SanitizedText.escape(host))' is not in"
                + " allowedImageDownloadHosts"
        case .addressForbidden(let host):
            "Screenshot download blocked — '\(SanitizedText.escape(host))' is an address that is never connected to"
        case .schemeNotAllowed(let scheme):
            "Screenshot download rejected — URL scheme '\(SanitizedText.escape(scheme))' is not allowed"
        case .userInformation: "Screenshot download rejected — URL has a user name or password"
        case .ticketWithoutTLS: "Screenshot download rejected — a ticket may only be used over https"
        case .noStorageTargets: "Screenshot download enabled, but no storageTargets are enabled"
        case .userUnknown:
            "Screenshot auth mode is userTicket, but payload context user could not be parsed into a Qlik user"
                + " directory and user id"
        case .userUnusable:
            "Screenshot auth mode is userTicket, but payload context user has characters that no Qlik user has"
        case .userDenied(let directory):
            "Screenshot auth mode is userTicket, but user directory '\(SanitizedText.escape(directory))' is denied"
        case .virtualProxyInvalid:
            "Screenshot auth mode is userTicket, but the resolved virtual proxy value is invalid"
        case .redirectBlocked(let block): "Screenshot download redirect blocked reason=\(block.rawValue)"
        case .status(let status): "Screenshot download failed httpStatus=\(status)"
        case .tooLarge: "Screenshot download failed — more than \(ExchangeLimits.maximumBodyBytes) bytes"
        }
    }

    /// What the line says besides.
    package var metadata: Logger.Metadata {
        switch self {
        case .userUnknown(let user), .userUnusable(let user): ["user": "\(SanitizedText.escape(user))"]
        case .redirectBlocked(.tooMany): ["maxRedirects": "\(RedirectRule.maximumRedirects)"]
        default: [:]
        }
    }
}
