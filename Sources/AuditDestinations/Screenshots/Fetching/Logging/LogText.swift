import AuditEvents

/// Texts of requests as they may stand in logs: without secrets, and escaped.
package enum LogText {
    private static let replacement = "%5Bredacted%5D"

    /// A URL or a `Location`, whole or not, without the values of tickets and without user information.
    ///
    /// Works on any text, since what is refused for not being a URL is logged too.
    package static func url(_ text: String) -> String {
        var result = ""
        for (separator, part) in parts(withoutUserInformation(text)) {
            if let separator { result.append(separator) }
            if TicketQuery.isTicket(part) {
                result += part.prefix { $0 != "=" }
                if part.contains("=") { result += "=" + replacement }
            } else {
                result += part
            }
        }
        return SanitizedText.escape(withoutTickets(result), maximumCharacterCount: 2_048)
    }

    /// Any text without the values of tickets, also where a URL stands in it percent-encoded, as HTML or as JSON.
    package static func withoutTickets(_ text: String) -> String {
        // Nearly no text has one; looking for the name is cheaper than matching.
        guard text.lowercased().contains("qlikticket") else { return text }
        let ticket =
            #/(?<name>qlikticket["']?\s*(?:=|:|%(?:25)*3d|&#(?:61|x3d);|&equals;|\\u003d)\s*["']?)[^\s"'<>&#;]+/#
            .ignoresCase()
        return text.replacing(ticket) { "\($0.output.name)\(replacement)" }
    }

    /// Cuts before each `?`, `&`, `#` and `;`.
    private static func parts(_ text: String) -> [(Character?, Substring)] {
        var result: [(Character?, Substring)] = []
        var separator: Character?
        var start = text.startIndex
        for index in text.indices where "?&#;".contains(text[index]) {
            result.append((separator, text[start..<index]))
            separator = text[index]
            start = text.index(after: index)
        }
        result.append((separator, text[start...]))
        return result
    }

    /// Drops what stands between the slashes and the last `@` before the path.
    private static func withoutUserInformation(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let slash = UInt8(ascii: "/")
        let backslash = UInt8(ascii: "\\")
        guard let colon = bytes.firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == slash || $0 == backslash }) else {
            return text
        }
        var start = bytes[colon] == UInt8(ascii: ":") ? colon + 1 : colon
        let slashes = start
        while start < bytes.count, bytes[start] == slash || bytes[start] == backslash { start += 1 }
        guard start > slashes else { return text }
        let end = bytes[start...].firstIndex { "/?#\\".utf8.contains($0) } ?? bytes.count
        guard let at = bytes[start..<end].lastIndex(of: UInt8(ascii: "@")) else { return text }
        return String(decoding: bytes[..<start] + Array("***@".utf8) + bytes[(at + 1)...], as: UTF8.self)
    }
}
