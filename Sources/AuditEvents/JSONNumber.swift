/// A JSON number as an exact decimal: sign, significant digits, power of ten.
///
/// Two numbers have the same value exactly if these are equal, except for exponents of more than
/// ``maximumExponentDigits`` digits, which are compared as they are written.
struct JSONNumber: Hashable {
    /// Exponents with more digits are not computed with.
    static let maximumExponentDigits = 17

    /// False for zero, whatever its sign was.
    let isNegative: Bool
    /// Digits without leading and trailing zeros; empty for zero.
    let digits: [UInt8]
    /// The power of ten of the last digit; 0 for zero.
    let exponent: Int
    /// The text of an exponent that is too long, with its sign, and empty otherwise.
    let hugeExponent: [UInt8]

    /// Reads a scanned number.
    init(_ text: UnsafeRawBufferPointer) {
        var position = text.first == UInt8(ascii: "-") ? 1 : 0
        let hasMinus = position == 1
        var digits: [UInt8] = []
        var fractionCount = 0
        var isFraction = false
        while position < text.count, text[position] | 0x20 != UInt8(ascii: "e") {
            if text[position] == UInt8(ascii: ".") {
                isFraction = true
            } else {
                if !digits.isEmpty || text[position] != 0x30 { digits.append(text[position]) }
                if isFraction { fractionCount += 1 }
            }
            position += 1
        }
        let trailing = digits.reversed().prefix { $0 == 0x30 }.count
        digits.removeLast(trailing)
        self.digits = digits
        isNegative = hasMinus && !digits.isEmpty
        let written = JSONNumber.exponent(text[min(position + 1, text.count)...])
        if digits.isEmpty {
            exponent = 0
            hugeExponent = []
        } else {
            exponent = written.value - fractionCount + trailing
            hugeExponent = written.huge
        }
    }

    /// The value, if it is an integer in 64 bits.
    var integer: Int64? {
        if digits.isEmpty { return 0 }
        guard hugeExponent.isEmpty, exponent >= 0, digits.count + exponent <= 19 else { return nil }
        var value: Int64 = 0
        for position in 0..<(digits.count + exponent) {
            let digit = position < digits.count ? Int64(digits[position] - 0x30) : 0
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            // Counts down, so that the smallest 64-bit number is reached too.
            let (difference, underflow) = product.subtractingReportingOverflow(digit)
            guard !overflow, !underflow else { return nil }
            value = difference
        }
        guard !isNegative else { return value }
        return value == .min ? nil : -value
    }

    /// The nearest double-precision number, infinite when it is too large.
    static func double(_ text: UnsafeRawBufferPointer) -> Double {
        if let value = Double(String(decoding: text, as: UTF8.self)) { return value }
        // The standard library may give up on numbers out of its range: those are too large or too small.
        let number = JSONNumber(text)
        let isSmall = number.digits.isEmpty || number.exponent < 0 || number.hugeExponent.first == UInt8(ascii: "-")
        let magnitude = isSmall ? 0 : Double.infinity
        return text.first == UInt8(ascii: "-") ? -magnitude : magnitude
    }

    private static func exponent(_ text: Slice<UnsafeRawBufferPointer>) -> (value: Int, huge: [UInt8]) {
        let isNegative = text.first == UInt8(ascii: "-")
        let digits = text.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }.drop { $0 == 0x30 }
        guard digits.count <= maximumExponentDigits else {
            return (0, [isNegative ? UInt8(ascii: "-") : UInt8(ascii: "+")] + digits)
        }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return (isNegative ? -value : value, [])
    }
}
