/// The sender's name for one event: 128 bits, read from the 8-4-4-4-12 form.
///
/// Two envelopes with one id are one event sent twice. Letter case is gone by construction, so ids
/// that differ only in case are equal. Version and variant bits are not checked, and the nil UUID is
/// an id like any other: Butler SOS does the same.
package struct EventID: Sendable, Hashable {
    /// The first 64 bits.
    package let high: UInt64
    /// The last 64 bits.
    package let low: UInt64

    /// Makes an id of its two halves.
    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads exactly 36 bytes, `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`, hexadecimal of any case.
    ///
    /// Braces, `urn:`, missing hyphens and outer white space give nil.
    package init?(_ text: UnsafeRawBufferPointer) {
        guard text.count == 36, text[8] == 0x2D, text[13] == 0x2D, text[18] == 0x2D, text[23] == 0x2D else {
            return nil
        }
        // The digits in four groups of eight, the second and third without their hyphen.
        let second = EventID.joined(text, 9, 14)
        let third = EventID.joined(text, 19, 24)
        guard let first = Hexadecimal.word(text.loadUnaligned(as: UInt64.self)), let second = Hexadecimal.word(second),
            let third = Hexadecimal.word(third),
            let fourth = Hexadecimal.word(text.loadUnaligned(fromByteOffset: 28, as: UInt64.self))
        else { return nil }
        self.init(high: UInt64(first) << 32 | UInt64(second), low: UInt64(third) << 32 | UInt64(fourth))
    }

    /// Two groups of four bytes as eight bytes in memory order.
    @inline(__always)
    private static func joined(_ text: UnsafeRawBufferPointer, _ first: Int, _ second: Int) -> UInt64 {
        let low = UInt32(littleEndian: text.loadUnaligned(fromByteOffset: first, as: UInt32.self))
        let high = UInt32(littleEndian: text.loadUnaligned(fromByteOffset: second, as: UInt32.self))
        return UInt64(littleEndian: UInt64(high) << 32 | UInt64(low))
    }

    /// Reads the text form; see ``init(_:)-(UnsafeRawBufferPointer)``.
    package init?(_ text: String) {
        var text = text
        guard let id = text.withUTF8({ EventID(UnsafeRawBufferPointer($0)) }) else { return nil }
        self = id
    }
}

extension EventID: Comparable {
    /// Orders ids as their lower-case text does.
    package static func < (left: EventID, right: EventID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension EventID: CustomStringConvertible {
    /// The lower-case 8-4-4-4-12 form.
    package var description: String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            var position = 0
            for index in 0..<32 {
                if index == 8 || index == 12 || index == 16 || index == 20 {
                    buffer[position] = 0x2D
                    position += 1
                }
                let half = index < 16 ? high : low
                let digit = UInt8(truncatingIfNeeded: half &>> UInt64(60 - 4 * (index % 16))) & 0x0F
                buffer[position] = Hexadecimal.lowercaseDigit(digit)
                position += 1
            }
            return position
        }
    }
}
