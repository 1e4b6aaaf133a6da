/// Makes any text fit for a line, changing only what no database could read back.
///
/// - In measurements, tags and keys, control characters become visible: `\n`, `\r`, `\t` and otherwise `\u0000`, as
///   characters. A backslash at the end becomes `\u005c`, because before a separator it would swallow it.
/// - In text fields only U+0000 becomes `\u0000`.
/// - What is longer than its bound is cut between two characters, and `…(<bytes> bytes)` says so.
enum LineText {
    /// Text fit for a measurement, a key or a tag, not yet escaped.
    static func visible(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) || text.utf8.last == 0x5C else {
            return text
        }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A: result += "\\n"
            case 0x0D: result += "\\r"
            case 0x09: result += "\\t"
            case 0..<0x20, 0x7F..<0xA0: result += code(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        if result.utf8.last == 0x5C {
            result.removeLast()
            result += "\\u005c"
        }
        return result
    }

    /// Text fit for a field, not yet escaped.
    static func withoutZeros(_ text: String) -> String {
        guard text.utf8.contains(0) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar.value == 0 { result += code(scalar) } else { result.unicodeScalars.append(scalar) }
        }
        return result
    }

    /// The text itself, or its beginning with a remark, together at most about `maximumBytes` bytes of UTF-8.
    static func shortened(_ text: String, maximumBytes: Int) -> String {
        guard text.utf8.count > maximumBytes else { return text }
        var end = text.utf8.index(text.utf8.startIndex, offsetBy: maximumBytes)
        while String.Index(end, within: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
        return "\(text[..<end])…(\(text.utf8.count) bytes)"
    }

    private static func code(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
