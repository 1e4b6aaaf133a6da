/// One cookie that a server sets (RFC 6265 section 4.1.1), strictly read.
package struct SetCookie: Sendable, Hashable {
    /// The longest header that is read, in bytes.
    package static let maximumBytes = 4_096
    /// The most headers that are read of one answer.
    package static let maximumCount = 50

    /// A token.
    package let name: String
    /// As sent, without quotation marks around it; empty when the server takes the cookie away.
    package let value: String
    /// In lower case without a dot in front; nil for the host alone.
    package private(set) var domain: String?
    /// Nil for the folder of the URL.
    package private(set) var path: String?
    /// Whether it must never go out without TLS.
    package private(set) var isSecure = false
    /// Whether `Max-Age` says that it is over.
    ///
    /// `Expires` isn't read: an attempt lasts seconds.
    package private(set) var isExpired = false

    /// Reads a header's value; nil when name or value hold characters that a cookie can't have.
    package init?(_ header: String) {
        guard header.utf8.count <= Self.maximumBytes else { return nil }
        let parts = header.split(separator: ";", omittingEmptySubsequences: false).map(Self.trimmed)
        guard let pair = parts.first, let equals = pair.firstIndex(of: "=") else { return nil }
        name = String(Self.trimmed(pair[..<equals]))
        var text = Self.trimmed(pair[pair.index(after: equals)...])
        if text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") { text = text.dropFirst().dropLast() }
        value = String(text)
        guard HTTPToken.isToken(name), value.utf8.allSatisfy(Self.isCookieOctet) else { return nil }
        for attribute in parts.dropFirst() {
            let equals = attribute.firstIndex(of: "=")
            let content = equals.map { Self.trimmed(attribute[attribute.index(after: $0)...]) } ?? ""
            read(Self.trimmed(attribute[..<(equals ?? attribute.endIndex)]).lowercased(), content)
        }
    }

    private mutating func read(_ attribute: String, _ content: Substring) {
        switch attribute {
        case "secure": isSecure = true
        case "path": path = content.hasPrefix("/") ? String(content) : nil
        case "max-age": isExpired = content == "0" || content.hasPrefix("-")
        case "domain":
            let text = content.lowercased()
            let name = text.hasPrefix(".") ? String(text.dropFirst()) : text
            domain = name.isEmpty ? nil : name
        default: break
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var rest = text.drop { $0 == " " || $0 == "\t" }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return rest
    }

    /// `cookie-octet`: no control character, blank, quotation mark, comma, semicolon or backslash.
    private static func isCookieOctet(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !"\",;\\".utf8.contains(byte)
    }
}
