/// The id of a Qlik session, fit to be one segment of a path; a secret as long as the session lives.
package struct SessionID: Sendable, Hashable {
    private static let maximumBytes = 512

    /// As in the cookie.
    package let text: String

    /// Takes a cookie's value; nil when it holds anything but token characters and `=`, or is a dot segment.
    ///
    /// A cookie comes from a web server, and this text goes into the path of a request that carries the site's own
    /// certificate: a slash or question mark in it would let that server choose what the proxy service is told.
    package init?(_ value: String) {
        guard !value.isEmpty, value.utf8.count <= Self.maximumBytes, value != ".", value != "..",
            value.utf8.allSatisfy({ HTTPToken.isTokenByte($0) || $0 == UInt8(ascii: "=") })
        else { return nil }
        text = value
    }

    /// As a segment of a path, percent-encoded.
    package var pathSegment: String { URLText.component(text) }
}
