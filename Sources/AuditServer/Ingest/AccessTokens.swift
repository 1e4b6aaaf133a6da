/// The named bearer tokens that open the ingest door.
///
/// Comparison takes the same time wherever two tokens of one length differ, and always visits every token,
/// so that timing tells nothing about which one was nearly right.
package struct AccessTokens: Sendable {
    /// One token and the name under which its use is recorded.
    package struct Named: Sendable {
        /// The name written into each record; never the token itself.
        package let name: String
        let bytes: [UInt8]

        /// Creates a token; `value` is compared byte for byte, outer white space included.
        package init(name: String, value: String) {
            self.name = name
            self.bytes = Array(value.utf8)
        }
    }

    /// What a request's `Authorization` header is worth.
    package enum Verdict: Sendable, Hashable {
        /// No token is configured: everybody may post.
        case open
        /// The token with this name.
        case granted(name: String)
        /// Missing, of another scheme, or wrong.
        case refused
    }

    private let tokens: [Named]

    /// Creates the set; empty values can never match and are left out.
    package init(_ tokens: [Named]) {
        self.tokens = tokens.filter { !$0.bytes.isEmpty }
    }

    /// Whether authentication is off.
    package var isEmpty: Bool { tokens.isEmpty }

    /// Judges the value of the first `Authorization` header.
    ///
    /// The scheme is `bearer` in any letter case followed by one space; what follows is trimmed, as existing
    /// clients may send several spaces.
    package func judge(_ authorization: String?) -> Verdict {
        if tokens.isEmpty { return .open }
        guard let authorization, let candidate = Self.bearerToken(in: authorization) else { return .refused }
        var match: String?
        for token in tokens where Self.isEqual(token.bytes, candidate) {
            match = token.name
        }
        return match.map(Verdict.granted(name:)) ?? .refused
    }

    private static func bearerToken(in header: String) -> Substring.UTF8View? {
        let scheme = "bearer "
        var text = Substring(header).utf8
        for expected in scheme.utf8 {
            guard let byte = text.popFirst(), (byte | 0x20) == (expected | 0x20), byte != 0 else { return nil }
        }
        while let first = text.first, isSpace(first) { text = text.dropFirst() }
        while let last = text.last, isSpace(last) { text = text.dropLast() }
        return text.isEmpty ? nil : text
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09
    }

    private static func isEqual(_ token: [UInt8], _ candidate: Substring.UTF8View) -> Bool {
        guard token.count == candidate.count else { return false }
        var difference: UInt8 = 0
        for (left, right) in zip(token, candidate) { difference |= left ^ right }
        return difference == 0
    }
}
