/// Comparison of texts byte by byte, unsigned, which for UTF-8 is the order of the code points.
enum ParquetTextOrder {
    /// Whether two texts of one length have the same bytes.
    @inline(__always)
    static func areEqual(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, count: Int) -> Bool {
        var position = 0
        while position + 8 <= count {
            let left = (a + position).loadUnaligned(as: UInt64.self)
            guard left == (b + position).loadUnaligned(as: UInt64.self) else { return false }
            position += 8
        }
        while position < count {
            guard a.load(fromByteOffset: position, as: UInt8.self) == b.load(fromByteOffset: position, as: UInt8.self)
            else { return false }
            position += 1
        }
        return true
    }

    /// The first eight bytes as a number in text order; a shorter text is filled up with zeros.
    ///
    /// Different prefixes decide the order of two texts; equal ones say nothing.
    @inline(__always)
    static func prefix(_ text: UnsafeRawBufferPointer) -> UInt64 {
        if text.count >= 8 { return UInt64(bigEndian: text.loadUnaligned(as: UInt64.self)) }
        var prefix: UInt64 = 0
        for byte in text { prefix = prefix << 8 | UInt64(byte) }
        return text.isEmpty ? 0 : prefix << UInt64(64 - 8 * text.count)
    }

    /// Whether `a` comes before `b`.
    static func precedes(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        for index in 0..<min(a.count, b.count) where a[index] != b[index] {
            return a[index] < b[index]
        }
        return a.count < b.count
    }
}
