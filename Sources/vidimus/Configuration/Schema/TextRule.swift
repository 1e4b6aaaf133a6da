import AuditEvents
import AuditServer

/// A rule that a text of the configuration follows.
package struct TextRule: Sendable {
    /// What is allowed, in words; nil when anything is.
    package let expectation: String?

    /// Says why a text breaks the rule, as the rest of a sentence; nil when it doesn't.
    package let problem: @Sendable (String) -> String?

    private init(_ expectation: String?, problem: @escaping @Sendable (String) -> String?) {
        self.expectation = expectation
        self.problem = problem
    }

    private init(_ expectation: String, accepts: @escaping @Sendable (String) -> Bool) {
        self.init(expectation) { accepts($0) ? nil : "must be \(expectation)" }
    }

    /// Anything, also nothing.
    package static let any = TextRule(nil) { _ in nil }

    /// At least one character.
    package static let nonEmpty = TextRule("not empty") { $0.isEmpty ? "must not be empty" : nil }

    /// The name of a host or the text of an IP address.
    package static let host = TextRule("a host name or an IP address") { isHost($0) }

    /// An address, or a range of them in CIDR notation.
    package static let addressRange = TextRule("an IP address or CIDR range") { AddressRange.problem(in: $0) }

    /// The name of a token: short, and safe in a log line.
    package static let tokenName = TextRule("1 to 64 letters, digits, '.', '_' or '-'") { text in
        (1...64).contains(text.utf8.count) && text.utf8.allSatisfy(isNameByte)
    }

    /// The name of a cookie: a token of RFC 9110.
    package static let cookieName = TextRule("1 to 64 letters, digits, '.', '_' or '-'") { text in
        (1...64).contains(text.utf8.count) && text.utf8.allSatisfy(isNameByte)
    }

    /// The name of the log in its signed checkpoints.
    package static let logOrigin = TextRule("1 to 255 visible ASCII characters without '+'") { text in
        (1...255).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x2B }
    }

    /// What stands before the path of a page's address: scheme, host, and port if it is not the scheme's own.
    package static let webOrigin = TextRule("an address such as https://audit.example.com, without a path") { text in
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return false }
        let parts = text.dropFirst(scheme.count).split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, !host.isEmpty, isHost(String(host)) else { return false }
        return parts.count == 1 || (parts.count == 2 && Int(parts[1]).map((1...65_535).contains) == true)
    }

    /// A retention period such as `30d`, `12h` or `1w2d`; also `INF`, `0` and `0s` for ever.
    package static let retention = TextRule("a duration such as 30d, 12h or INF") { text in
        text.isEmpty || text.uppercased() == "INF" || text == "0" || isDuration(text)
    }

    /// The address of an HTTP service without a slash at its end.
    package static let serviceURL = TextRule("http:// or https:// with a host, and without '/' at the end") { text in
        let rest = ["http://", "https://"].first(where: text.hasPrefix).map { text.dropFirst($0.count) } ?? ""
        return !rest.isEmpty && text.utf8.count <= 2_048 && !text.hasSuffix("/")
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3F && $0 != 0x23 }
    }

    private static func isHost(_ text: String) -> Bool {
        if NetworkAddress(text) != nil { return true }
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 253
            && labels.allSatisfy { (1...63).contains($0.utf8.count) && $0.utf8.allSatisfy(isHostByte) }
    }

    private static func isDuration(_ text: String) -> Bool {
        var rest = text[...]
        while !rest.isEmpty {
            let unit = rest.drop { $0.isASCII && $0.isNumber }
            guard unit.startIndex > rest.startIndex else { return false }
            guard let suffix = ["ms", "mo", "ns", "us", "s", "m", "h", "d", "w", "y"].first(where: unit.hasPrefix)
            else {
                return false
            }
            rest = unit.dropFirst(suffix.count)
        }
        return !text.isEmpty
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        isHostByte(byte) || byte == UInt8(ascii: ".")
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
