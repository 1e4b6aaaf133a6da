/// The hash by which dictionaries find texts and numbers: products of 64-bit words, folded.
///
/// It decides how fast a value is found, never what is written, and it has no secret: dictionaries bound the length of
/// a search and give up beyond, so that texts made to collide only cost their column the dictionary.
enum ParquetHash {
    /// Hashes `count` bytes.
    @inline(__always)
    static func text(_ start: UnsafeRawPointer, count: Int) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: count) ^ 0x9E37_79B9_7F4A_7C15
        var position = 0
        while position + 8 <= count {
            hash = fold(hash ^ word(start + position), 0xD6E8_FEB8_6659_FD93)
            position += 8
        }
        if position < count {
            hash = fold(hash ^ tail(start, from: position, count: count), 0xA076_1D64_78BD_642F)
        }
        return fold(hash, 0xE703_7ED1_A0B4_28DB)
    }

    /// Hashes a number.
    @inline(__always)
    static func integer(_ value: Int64) -> UInt64 {
        fold(UInt64(bitPattern: value) ^ 0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93)
    }

    /// The last bytes, fewer than eight; a longer text gives its last eight, some of them a second time.
    @inline(__always)
    private static func tail(_ start: UnsafeRawPointer, from position: Int, count: Int) -> UInt64 {
        if count >= 8 { return word(start + (count - 8)) }
        if count >= 4 {
            let first = UInt64(start.loadUnaligned(as: UInt32.self))
            return first << 32 | UInt64((start + (count - 4)).loadUnaligned(as: UInt32.self))
        }
        let ends = UInt64(start.load(as: UInt8.self)) << 16 | UInt64((start + (count - 1)).load(as: UInt8.self))
        return ends | UInt64((start + count / 2).load(as: UInt8.self)) << 8
    }

    @inline(__always)
    private static func word(_ start: UnsafeRawPointer) -> UInt64 {
        start.loadUnaligned(as: UInt64.self)
    }

    @inline(__always)
    private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }
}
