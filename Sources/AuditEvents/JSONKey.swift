/// A known object key, prepared for fast comparison.
package struct JSONKey: Sendable {
    /// The key's UTF-8, without escapes.
    package let text: StaticString
    let length: Int
    /// The first eight bytes, or all of them when there are fewer.
    private let head: UInt64
    /// The last eight bytes, when there are that many.
    private let tail: UInt64

    /// Prepares an ASCII key.
    package init(_ text: StaticString) {
        self.text = text
        length = text.utf8CodeUnitCount
        let bytes = UnsafeRawPointer(text.utf8Start)
        head = JSONKey.head(bytes, length)
        tail = length >= 8 ? bytes.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self) : 0
    }

    /// Whether `length` bytes at `bytes` are this key; they have no escapes.
    @inline(__always)
    func matches(_ bytes: UnsafeRawPointer, _ length: Int) -> Bool {
        guard length == self.length else { return false }
        if length < 8 { return JSONKey.head(bytes, length) == head }
        guard bytes.loadUnaligned(as: UInt64.self) == head,
            bytes.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self) == tail
        else { return false }
        guard length > 16 else { return true }
        let mine = UnsafeRawPointer(text.utf8Start)
        for offset in 8..<(length - 8)
        where bytes.load(fromByteOffset: offset, as: UInt8.self)
            != mine.load(fromByteOffset: offset, as: UInt8.self)
        {
            return false
        }
        return true
    }

    /// Up to eight bytes as one number, without touching a byte beyond them.
    @inline(__always)
    private static func head(_ bytes: UnsafeRawPointer, _ length: Int) -> UInt64 {
        if length >= 8 { return bytes.loadUnaligned(as: UInt64.self) }
        if length >= 4 {
            let low = bytes.loadUnaligned(as: UInt32.self)
            let high = bytes.loadUnaligned(fromByteOffset: length - 4, as: UInt32.self)
            return UInt64(high) &<< 32 | UInt64(low)
        }
        var word: UInt64 = 0
        for offset in 0..<length { word = word &<< 8 | UInt64(bytes.load(fromByteOffset: offset, as: UInt8.self)) }
        return word
    }
}
