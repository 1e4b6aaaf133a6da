/// The absolute http or https URL of a picture, in the one form that is checked, connected to and sent.
///
/// Read as browsers do (WHATWG URL) where that is unambiguous, and refused where it is not: backslashes, tabs, other
/// control characters and blanks, user information that hides the host, hosts in disguise (see ``WebHost``). Dot
/// segments are resolved. The bytes of the query stay as they are. A fragment is dropped, as it is never sent.
package struct PictureURL: Sendable, Hashable, CustomStringConvertible {
    /// Longest URL that is read, in bytes; the event allows 2,048, a redirect more.
    package static let maximumBytes = 8_192

    /// Who is asked.
    package let origin: WebOrigin
    /// Begins with a slash; without dot segments.
    package let path: String
    /// What follows the question mark, nil without one.
    package private(set) var query: String?
    /// Whether a user name or password was in the text; it is not kept.
    package let hasUserInformation: Bool

    /// Reads an absolute URL.
    package init(_ text: String) throws(PictureURLFault) {
        self = try Self.parse(text, base: nil)
    }

    /// Reads what a `Location` says, absolute or relative to `base`.
    package init(_ reference: String, relativeTo base: PictureURL) throws(PictureURLFault) {
        self = try Self.parse(reference, base: base)
    }

    private init(origin: WebOrigin, target: ArraySlice<UInt8>, folder: Substring = "", hasUserInformation: Bool = false)
    {
        let parts = URLText.split(target, at: UInt8(ascii: "?"))
        self.origin = origin
        self.path = URLText.resolved(folder + URLText.encoded(parts.head))
        self.query = parts.tail.map { URLText.encoded($0) }
        self.hasUserInformation = hasUserInformation
    }

    private static func parse(_ text: String, base: PictureURL?) throws(PictureURLFault) -> PictureURL {
        let bytes = Array(text.utf8)
        guard bytes.count <= maximumBytes, !bytes.contains(where: isForbidden) else { throw .malformed }
        let reference = bytes.prefix { $0 != UInt8(ascii: "#") }
        if let scheme = scheme(reference) {
            let rest = reference.dropFirst(scheme.utf8.count + 1)
            guard let known = WebScheme(rawValue: scheme) else { throw .scheme(scheme, host: hostText(rest)) }
            return try absolute(known, rest)
        }
        guard let base else { throw .relative }
        if reference.starts(with: "//".utf8) { return try absolute(base.origin.scheme, reference) }
        switch reference.first {
        case nil: return base.withoutUserInformation
        case UInt8(ascii: "?"):
            return base.withoutUserInformation.with(query: URLText.encoded(reference.dropFirst()))
        case UInt8(ascii: "/"): return PictureURL(origin: base.origin, target: reference)
        default:
            let folder = base.path[...(base.path.lastIndex(of: "/") ?? base.path.startIndex)]
            return PictureURL(origin: base.origin, target: reference, folder: folder)
        }
    }

    /// Reads what follows the scheme and its colon.
    private static func absolute(
        _ scheme: WebScheme,
        _ rest: ArraySlice<UInt8>
    ) throws(PictureURLFault) -> PictureURL {
        guard rest.starts(with: "//".utf8) else { throw .malformed }
        let authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        let place = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[($0 + 1)...] } ?? authority
        let (host, port) = try hostAndPort(place, scheme)
        return PictureURL(
            origin: WebOrigin(scheme: scheme, host: host, port: port),
            target: rest.dropFirst(2 + authority.count),
            hasUserInformation: place.count != authority.count
        )
    }

    private var withoutUserInformation: PictureURL {
        PictureURL(origin: origin, target: Array(requestTarget.utf8)[...])
    }

    /// What the request line asks for.
    package var requestTarget: String { query.map { "\(path)?\($0)" } ?? path }

    /// The URL without user information and fragment; it may hold a ticket.
    package var description: String { "\(origin)\(requestTarget)" }

    /// The same URL with another query.
    func with(query: String?) -> PictureURL {
        var copy = self
        copy.query = query
        return copy
    }

    /// Control characters, blanks and the backslash, which browsers take for a slash.
    private static func isForbidden(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == 0x7F || byte == UInt8(ascii: "\\")
    }

    /// The scheme in lower case, nil if the text has none.
    private static func scheme(_ bytes: ArraySlice<UInt8>) -> String? {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), let first = bytes.first,
            (0x61...0x7A).contains(first | 0x20)
        else { return nil }
        let isScheme = bytes[..<colon].allSatisfy { byte in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || "+-.".utf8.contains(byte)
        }
        return isScheme ? String(decoding: bytes[..<colon], as: UTF8.self).lowercased() : nil
    }

    /// The host of a URL with a scheme that isn't ours, for messages only.
    private static func hostText(_ rest: ArraySlice<UInt8>) -> String {
        guard rest.starts(with: "//".utf8) else { return "" }
        let authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        let place = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[($0 + 1)...] } ?? authority
        let host = place.first == UInt8(ascii: "[") ? place : place.prefix { $0 != UInt8(ascii: ":") }
        return String(decoding: host, as: UTF8.self).lowercased()
    }

    private static func hostAndPort(
        _ place: ArraySlice<UInt8>,
        _ scheme: WebScheme
    ) throws(PictureURLFault) -> (WebHost, Int) {
        var end = place.firstIndex(of: UInt8(ascii: ":")) ?? place.endIndex
        if place.first == UInt8(ascii: "[") {
            guard let close = place.firstIndex(of: UInt8(ascii: "]")) else { throw .malformed }
            end = close + 1
        }
        guard let host = WebHost(String(decoding: place[..<end], as: UTF8.self)) else { throw .malformed }
        let rest = place[end...]
        if rest.isEmpty { return (host, scheme.defaultPort) }
        let digits = rest.dropFirst()
        guard rest.first == UInt8(ascii: ":"), digits.count <= 5 else { throw .malformed }
        if digits.isEmpty { return (host, scheme.defaultPort) }
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = Int(String(decoding: digits, as: UTF8.self)), (1...65_535).contains(port)
        else { throw .malformed }
        return (host, port)
    }
}
