import AuditEvents

/// Builds HTML in which no text from outside can become anything but text.
struct HTMLWriter {
    private(set) var bytes: [UInt8] = []

    /// Markup of ours.
    mutating func markup(_ html: String) {
        bytes += html.utf8
    }

    /// Any text: characters that mean something in HTML, control characters and marks of direction are escaped.
    mutating func text(_ text: String) {
        for byte in SanitizedText.escape(text, maximumCharacterCount: .max).utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            default: bytes.append(byte)
            }
        }
    }

    /// A text in an element of ours without attributes.
    mutating func element(_ name: String, _ text: String) {
        markup("<\(name)>")
        self.text(text)
        markup("</\(name)>")
    }

    /// A line of a list of facts; none for an empty value.
    mutating func fact(_ name: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        element("dt", name)
        element("dd", value)
    }

    /// Takes what was written.
    mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }
}
