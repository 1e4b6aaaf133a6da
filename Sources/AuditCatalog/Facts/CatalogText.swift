import AuditEvents

/// Texts that the catalog keeps of events, which any browser may have made up: bounded before they are kept.
enum CatalogText {
    /// Bytes of an id, a name or an identity that are kept.
    static let maximumBytes = 512

    /// A JSON string of at least one character, cut to ``maximumBytes``; nil for anything else.
    static func text(_ value: JSONValue?) -> String? {
        guard let text = value?.string, !text.isEmpty else { return nil }
        return cut(text)
    }

    /// The longest prefix of whole characters (Unicode scalars) within `limit` bytes, U+FFFD in place of U+0000.
    ///
    /// The database ends texts at U+0000, and what is behind it must not get lost: it tells people apart.
    static func cut(_ text: String, to limit: Int = maximumBytes) -> String {
        if text.utf8.contains(0) { return cut(text.replacing("\u{0}", with: "\u{FFFD}"), to: limit) }
        guard text.utf8.count > limit else { return text }
        var end = text.utf8.index(text.utf8.startIndex, offsetBy: limit)
        while end > text.utf8.startIndex, text.utf8[end] & 0xC0 == 0x80 { end = text.utf8.index(before: end) }
        return String(text[..<end])
    }

    /// What tells ids and names apart: letter case does not.
    static func key(_ text: String) -> String { cut(text).lowercased() }
}
