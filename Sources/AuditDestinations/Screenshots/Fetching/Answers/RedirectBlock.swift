/// Why a redirect is not followed; the texts stand in logs as `reason=`.
package enum RedirectBlock: String, Error, Sendable, Hashable {
    /// No `Location`.
    case missingLocation = "missing-location"
    /// More than five in a row.
    case tooMany = "max-redirects"
    /// A `Location` that is no URL.
    case invalidLocation = "invalid-location"
    /// Another scheme than http and https.
    case invalidScheme = "invalid-scheme"
    /// A host that isn't listed.
    case hostNotAllowed = "host-not-allowed"
    /// A listed host, but another port than the event's and none that is listed.
    case portNotAllowed = "port-not-allowed"
    /// A listed address, but one that is never connected to.
    case addressForbidden = "address-forbidden"
    /// From https to http, or to http with a ticket.
    case withoutTLS = "without-tls"
    /// A user name or password in the URL.
    case userInformation = "user-information"
}
