import AuditTesting

extension SeededGenerator {
    /// A number in 0..<`limit`.
    package mutating func below(_ limit: Int) -> Int {
        Int(next() % UInt64(limit))
    }

    /// A random UUID in its usual lowercase form.
    package mutating func uuid() -> String {
        let digits = Array("0123456789abcdef".utf8)
        let words = (next(), next())
        return String(unsafeUninitializedCapacity: 36) { text in
            var position = 0
            for nibble in 0..<32 {
                if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 {
                    text[position] = UInt8(ascii: "-")
                    position += 1
                }
                let word = nibble < 16 ? words.0 : words.1
                text[position] = digits[Int(word >> UInt64(4 * (nibble % 16)) & 15)]
                position += 1
            }
            return position
        }
    }
}
