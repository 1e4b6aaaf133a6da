/// Decimal numbers of C2SP texts: ASCII digits without sign and leading zeros.
package enum StrictDecimal {
    /// The number; nil for any other text and above 2⁶⁴ − 1.
    package static func value(of text: some Collection<UInt8>) -> UInt64? {
        guard let first = text.first, text.count == 1 || first != UInt8(ascii: "0") else { return nil }
        var value: UInt64 = 0
        for character in text {
            let digit = character &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, isTooLargeStill) = product.addingReportingOverflow(UInt64(digit))
            guard !isTooLarge, !isTooLargeStill else { return nil }
            value = sum
        }
        return value
    }
}
