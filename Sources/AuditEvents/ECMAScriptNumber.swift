/// Numbers as ECMAScript turns them into texts and back; Butler SOS coerces envelope fields this way.
enum ECMAScriptNumber {
    /// What `String(number)` gives.
    static func text(of value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        if value == 0 { return "0" }
        let (digits, pointPosition) = shortestDigits(abs(value))
        let sign = value < 0 ? "-" : ""
        let count = digits.count
        if (1...21).contains(pointPosition) {
            if count <= pointPosition { return sign + digits + String(repeating: "0", count: pointPosition - count) }
            return sign + digits.prefix(pointPosition) + "." + digits.dropFirst(pointPosition)
        }
        if (-5...0).contains(pointPosition) {
            return sign + "0." + String(repeating: "0", count: -pointPosition) + digits
        }
        let exponent = pointPosition - 1
        let mantissa = count == 1 ? digits : "\(digits.prefix(1)).\(digits.dropFirst())"
        return "\(sign)\(mantissa)e\(exponent < 0 ? "-" : "+")\(abs(exponent))"
    }

    /// What `Number(text)` gives; nil for NaN.
    static func value(of text: String) -> Double? {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
        while let last = scalars.last, isSpace(last) { scalars.removeLast() }
        let trimmed = String(scalars)
        if trimmed.isEmpty { return 0 }
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where trimmed.lowercased().hasPrefix(prefix) {
            let digits = trimmed.dropFirst(2)
            guard let first = digits.first, first != "+", first != "-" else { return nil }
            return UInt64(digits, radix: radix).map { Double($0) }
        }
        switch trimmed {
        case "Infinity", "+Infinity": return .infinity
        case "-Infinity": return -.infinity
        default: return isDecimalLiteral(trimmed) ? Double(trimmed) : nil
        }
    }

    /// The shortest digits that give the number back, and where its point stands counted from their start.
    private static func shortestDigits(_ value: Double) -> (digits: String, pointPosition: Int) {
        let parts = value.description.split(separator: "e", maxSplits: 1)
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let mantissa = parts[0].split(separator: ".", maxSplits: 1)
        let fraction = mantissa.count > 1 && mantissa[1] != "0" ? mantissa[1] : ""
        let all = mantissa[0] + fraction
        let significant = all.drop { $0 == "0" }
        let pointPosition = mantissa[0].count - (all.count - significant.count) + exponent
        let trailing = significant.reversed().prefix { $0 == "0" }.count
        return (String(significant.dropLast(trailing)), pointPosition)
    }

    /// `[+-] digits [. digits] [e [+-] digits]`, digits on one side of the point being enough.
    private static func isDecimalLiteral(_ text: String) -> Bool {
        var bytes = text.utf8[...]
        func takeDigits() -> Int {
            let digits = bytes.prefix { (0x30...0x39).contains($0) }
            bytes = bytes[digits.endIndex...]
            return digits.count
        }
        if bytes.first == UInt8(ascii: "+") || bytes.first == UInt8(ascii: "-") { bytes.removeFirst() }
        var count = takeDigits()
        if bytes.first == UInt8(ascii: ".") {
            bytes.removeFirst()
            count += takeDigits()
        }
        guard count > 0 else { return false }
        if let letter = bytes.first, letter | 0x20 == UInt8(ascii: "e") {
            bytes.removeFirst()
            if bytes.first == UInt8(ascii: "+") || bytes.first == UInt8(ascii: "-") { bytes.removeFirst() }
            guard takeDigits() > 0 else { return false }
        }
        return bytes.isEmpty
    }

    /// Whether `trim()` removes a character.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return scalar == " " || (0x09...0x0D).contains(scalar.value) }
        return scalar.properties.isWhitespace && scalar.value != 0x85 || scalar.value == 0xFEFF
    }
}
