/// The well-formed byte sequences of UTF-8 (Unicode 16, table 3-7; RFC 3629).
enum UTF8Sequence {
    /// The length, 1…4, of the well-formed sequence that starts at `start`; 0 when there is none.
    ///
    /// Overlong forms, surrogates, values over U+10FFFF and cut sequences are not well-formed.
    static func length(at start: UnsafeRawPointer, available: Int) -> Int {
        guard available > 0 else { return 0 }
        let first = start.load(as: UInt8.self)
        switch first {
        case 0x00...0x7F:
            return 1
        case 0xC2...0xDF:
            return available > 1 && isTail(start, 1, 0x80...0xBF) ? 2 : 0
        case 0xE0...0xEF:
            let second: ClosedRange<UInt8> = first == 0xE0 ? 0xA0...0xBF : first == 0xED ? 0x80...0x9F : 0x80...0xBF
            return available > 2 && isTail(start, 1, second) && isTail(start, 2, 0x80...0xBF) ? 3 : 0
        case 0xF0...0xF4:
            let second: ClosedRange<UInt8> = first == 0xF0 ? 0x90...0xBF : first == 0xF4 ? 0x80...0x8F : 0x80...0xBF
            guard available > 3, isTail(start, 1, second), isTail(start, 2, 0x80...0xBF) else { return 0 }
            return isTail(start, 3, 0x80...0xBF) ? 4 : 0
        default:
            return 0
        }
    }

    @inline(__always)
    private static func isTail(_ start: UnsafeRawPointer, _ offset: Int, _ range: ClosedRange<UInt8>) -> Bool {
        range.contains(start.load(fromByteOffset: offset, as: UInt8.self))
    }
}
