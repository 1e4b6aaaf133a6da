/// Hexadecimal digits.
package enum Hexadecimal {
    /// What ``value(of:)`` gives for a byte that isn't a hexadecimal digit.
    static let invalid: UInt8 = 0xFF

    /// The value 0…15 of an ASCII digit of either case, or ``invalid``.
    @inline(__always)
    static func value(of byte: UInt8) -> UInt8 {
        let digit = byte &- 0x30
        if digit < 10 { return digit }
        let letter = (byte | 0x20) &- 0x61
        return letter < 6 ? letter &+ 10 : invalid
    }

    /// The value of eight digits of either case, given as they stand in memory; nil if one isn't a digit.
    ///
    /// All eight at once: each byte becomes a value, and the values written out again must give the bytes.
    @inline(__always)
    static func word(_ digits: UInt64) -> UInt32? {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let isLetter = digits &>> 6 & ones
        var values = (digits & 0x0F0F_0F0F_0F0F_0F0F) &+ isLetter &* 9
        let isOverNine = (values &+ ones &* 6) &>> 4 & ones
        let written = values &+ ones &* 0x30 &+ isOverNine &* 0x27
        guard written == digits | isLetter &<< 5, values & 0xF0F0_F0F0_F0F0_F0F0 == 0 else { return nil }
        values = values.bigEndian
        values = (values | values &>> 4) & 0x00FF_00FF_00FF_00FF
        values = (values | values &>> 8) & 0x0000_FFFF_0000_FFFF
        return UInt32(truncatingIfNeeded: values | values &>> 16)
    }

    /// The ASCII digit of a value 0…15.
    @inline(__always)
    static func lowercaseDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? value &+ 0x30 : value &+ 0x57
    }

    /// Two lower-case digits for each byte, as hashes are written.
    package static func text(of bytes: some Sequence<UInt8>) -> String {
        var digits: [UInt8] = []
        digits.reserveCapacity(2 * bytes.underestimatedCount)
        for byte in bytes {
            digits.append(lowercaseDigit(byte >> 4))
            digits.append(lowercaseDigit(byte & 0x0F))
        }
        return String(decoding: digits, as: UTF8.self)
    }
}
