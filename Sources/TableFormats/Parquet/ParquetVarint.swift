/// Unsigned numbers in groups of seven bits, lowest first; the high bit of a byte says that more follow.
enum ParquetVarint {
    /// Appends `value` in one to ten bytes.
    static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}
