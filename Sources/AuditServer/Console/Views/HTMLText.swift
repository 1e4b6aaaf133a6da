import Mustache

/// Makes any text safe inside elements and quoted attributes of HTML.
///
/// Mustache's own escaping compares characters as people see them, so that a quote with a combining mark behind it is
/// none and stays; a browser reads code points and sees the quote. This one reads code points too.
package struct HTMLText: MustacheContentType {
    /// Under which templates ask for it.
    static let name = "CONSOLE"

    /// As ``escape(_:)``, for the templates.
    package func escapeText(_ text: String) -> String {
        Self.escape(text)
    }

    /// Replaces what has a meaning in HTML.
    package static func escape(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 16)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            case UInt8(ascii: "`"): bytes += "&#96;".utf8
            case 0: bytes += "\u{FFFD}".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
