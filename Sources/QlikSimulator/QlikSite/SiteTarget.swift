/// The target of a request: path and query, as sent and decoded.
package struct SiteTarget: Sendable, Hashable {
    /// As sent.
    package let text: String

    /// The path as sent, with its escapes.
    package let path: String

    /// The query as sent, without the question mark; nil when there is none.
    package let query: String?

    /// The path's segments with escapes decoded, without empty ones; nil when an escape is broken.
    package let segments: [String]?

    /// Whether the path ends with a slash; then the last segment is a folder.
    package var endsWithSlash: Bool { path.hasSuffix("/") }

    /// Reads a target in origin form, such as `/hub/?a=1`.
    package init(_ text: String) {
        self.text = text
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = String(parts.first ?? "")
        query = parts.count > 1 ? String(parts[1]) : nil
        let decoded = path.split(separator: "/").map { Self.decoded($0) }
        let whole = decoded.compactMap(\.self)
        segments = whole.count == decoded.count ? whole : nil
    }

    /// The first value of a query parameter, decoded, whatever the letter case of its name.
    package func parameter(_ name: String) -> String? {
        for pair in pairs where pair.name.lowercased() == name.lowercased() { return pair.value }
        return nil
    }

    /// The target without a query parameter, whatever the letter case of its name; the others stay as they are.
    package func without(_ name: String) -> String {
        guard let query else { return text }
        let kept = query.split(separator: "&", omittingEmptySubsequences: false).filter { pair in
            let key = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
            return Self.decodedFormText(key)?.lowercased() != name.lowercased()
        }
        return kept.isEmpty ? path : "\(path)?\(kept.joined(separator: "&"))"
    }

    /// `text` with everything escaped that isn't unreserved in RFC 3986.
    package static func escaped(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return result
    }

    private var pairs: [(name: String, value: String)] {
        (query ?? "").split(separator: "&").compactMap { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = parts.first.flatMap({ Self.decodedFormText($0) }),
                let value = parts.count > 1 ? Self.decodedFormText(parts[1]) : ""
            else { return nil }
            return (name, value)
        }
    }

    /// Decodes `+` too, as in application/x-www-form-urlencoded.
    private static func decodedFormText(_ text: Substring) -> String? {
        decoded(Substring(text.replacing("+", with: " ")))
    }

    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(Self.digit), let low = rest.popFirst().flatMap(Self.digit) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
