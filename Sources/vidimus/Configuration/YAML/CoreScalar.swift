/// Decides what a plain (unquoted) scalar means.
///
/// The rules are those of YAML 1.2, as existing configuration files expect them: `yes`, `no`, `on` and `off` are text,
/// `0o17` and `0x1F` are numbers.
///
/// Source: YAML 1.2.2 section 10.3.2, core schema.
enum CoreScalar {
    static func content(ofPlain text: String) -> ConfigurationNode.Content {
        switch text {
        case "", "~", "null", "Null", "NULL": .null
        case "true", "True", "TRUE": .boolean(true)
        case "false", "False", "FALSE": .boolean(false)
        default: number(text).map { .number($0, text: text) } ?? .text(text)
        }
    }

    private static func number(_ text: String) -> Double? {
        if text.hasPrefix("0o") { return Int(text.dropFirst(2), radix: 8).map(Double.init) }
        if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16).map(Double.init) }
        var digits = Substring(text)
        if let sign = digits.first, sign == "-" || sign == "+" { digits = digits.dropFirst() }
        if [".inf", ".Inf", ".INF"].contains(digits) { return text.hasPrefix("-") ? -.infinity : .infinity }
        if [".nan", ".NaN", ".NAN"].contains(text) { return .nan }
        guard isDecimal(digits) else { return nil }
        return Double(text.hasSuffix(".") ? text + "0" : text)
    }

    /// Whether `text` is `[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?` or the same beginning with a point.
    private static func isDecimal(_ text: Substring) -> Bool {
        var rest = text.utf8[...]
        func skipDigits() -> Int {
            let tail = rest.drop { (0x30...0x39).contains($0) }
            defer { rest = tail }
            return rest.count - tail.count
        }
        var digits = skipDigits()
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            digits += skipDigits()
        }
        guard digits > 0 else { return false }
        if let exponent = rest.first, exponent | 0x20 == UInt8(ascii: "e") {
            rest = rest.dropFirst()
            if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest = rest.dropFirst() }
            guard skipDigits() > 0 else { return false }
        }
        return rest.isEmpty
    }
}
