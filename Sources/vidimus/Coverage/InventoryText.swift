import AuditEvents

/// Texts of an inventory, which any browser may have made up: bounded before they are kept.
enum InventoryText {
    /// Longest id in code points, as long as the envelope's own ids may be; a longer one is none.
    static let maximumIDLength = 64

    /// Characters of a title or type that are kept.
    static let maximumLength = 256

    /// A string that can be an id; nil for anything else.
    static func id(_ value: JSONValue?) -> String? {
        guard let value, let length = value.codePointCount, (1...maximumIDLength).contains(length) else { return nil }
        return value.string
    }

    /// A string that is not empty, cut to ``maximumLength``; nil for anything else.
    static func text(_ value: JSONValue?) -> String? {
        guard let text = value?.string, !text.isEmpty else { return nil }
        return cut(text)
    }

    /// `text` cut to ``maximumLength`` characters.
    static func cut(_ text: String) -> String {
        // One look at the bytes spares nearly every text the slow count of characters.
        text.utf8.count <= maximumLength ? text : String(text.prefix(maximumLength))
    }
}
