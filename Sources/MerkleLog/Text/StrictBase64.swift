/// Base64 of RFC 4648, section 4, with padding.
///
/// Reading is strict: one sequence of bytes has exactly one text, so that nobody can change a signed file without
/// changing what it says.
package enum StrictBase64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")
    private static let invalid: UInt8 = 0xFF

    /// Value 0…63 of each ASCII byte, or ``invalid``.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: invalid, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()

    /// Four characters for every three bytes, padded with `=`.
    package static func text(of bytes: some Sequence<UInt8>) -> String {
        let bytes = Array(bytes)
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var start = 0
        while start < bytes.count {
            let count = min(3, bytes.count - start)
            var group: UInt32 = 0
            for position in 0..<3 { group = group << 8 | (position < count ? UInt32(bytes[start + position]) : 0) }
            for position in 0..<4 {
                let value = Int(group >> UInt32(18 - 6 * position) & 63)
                text.append(position <= count ? alphabet[value] : padding)
            }
            start += 3
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes; nil when ``text(of:)`` would have written them in any other way.
    package static func bytes(of text: some Collection<UInt8>) -> [UInt8]? {
        let text = Array(text)
        guard text.count % 4 == 0 else { return nil }
        let padded = text.suffix(2).count { $0 == padding }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        for start in stride(from: 0, to: text.count, by: 4) {
            let used = start + 4 == text.count ? 4 - padded : 4
            var group: UInt32 = 0
            for position in 0..<4 {
                let value = position < used ? values[Int(text[start + position])] : 0
                guard value != invalid else { return nil }
                group = group << 6 | UInt32(value)
            }
            for position in 0..<(used - 1) {
                bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(16 - 8 * position)))
            }
            // Bits that stand for no byte are zero.
            let unused = UInt32(24 - 8 * (used - 1))
            guard group & (1 << unused - 1) == 0 else { return nil }
        }
        return bytes
    }
}
