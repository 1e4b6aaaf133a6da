/// Reads the contents of scanned strings; escape sequences are known to be well-formed.
enum JSONUnescaping {
    /// Calls `body` with each code point; of a lone surrogate with the surrogate.
    @inline(__always)
    static func forEachCodePoint(_ content: UnsafeRawBufferPointer, _ body: (UInt32) -> Void) {
        var position = 0
        while position < content.count {
            let first = content[position]
            if first == UInt8(ascii: "\\") {
                body(escape(content, &position))
            } else if first < 0x80 {
                body(UInt32(first))
                position += 1
            } else {
                body(multibyte(content, &position))
            }
        }
    }

    /// The text, a lone surrogate as U+FFFD.
    static func string(_ content: UnsafeRawBufferPointer) -> String {
        String(decoding: generalizedUTF8(content, replacingSurrogates: true), as: UTF8.self)
    }

    /// The text in UTF-8; a lone surrogate takes the three bytes that UTF-8 would give it, if it could.
    ///
    /// No other text has these bytes, so unequal strings stay unequal.
    static func generalizedUTF8(_ content: UnsafeRawBufferPointer, replacingSurrogates: Bool = false) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(content.count)
        forEachCodePoint(content) { point in
            let isSurrogate = 0xD800...0xDFFF ~= point
            append(replacingSurrogates && isSurrogate ? 0xFFFD : point, to: &bytes)
        }
        return bytes
    }

    /// Code points (a lone surrogate is one) and UTF-16 units.
    static func lengths(_ content: UnsafeRawBufferPointer) -> (codePoints: Int, utf16Units: Int) {
        var codePoints = 0
        var utf16Units = 0
        forEachCodePoint(content) { point in
            codePoints += 1
            utf16Units += point > 0xFFFF ? 2 : 1
        }
        return (codePoints, utf16Units)
    }

    /// Whether the text equals an ASCII text.
    static func isEqual(_ content: UnsafeRawBufferPointer, to text: StaticString) -> Bool {
        // The longest way to write a character takes six bytes, so longer contents can't be equal.
        guard content.count <= text.utf8CodeUnitCount * 6 else { return false }
        var matched = 0
        var isEqual = true
        forEachCodePoint(content) { point in
            isEqual = isEqual && matched < text.utf8CodeUnitCount && UInt32(text.utf8Start[matched]) == point
            matched += 1
        }
        return isEqual && matched == text.utf8CodeUnitCount
    }

    private static func append(_ point: UInt32, to bytes: inout [UInt8]) {
        switch point {
        case 0..<0x80:
            bytes.append(UInt8(truncatingIfNeeded: point))
        case 0x80..<0x800:
            bytes.append(0xC0 | UInt8(truncatingIfNeeded: point >> 6))
            bytes.append(0x80 | UInt8(truncatingIfNeeded: point & 0x3F))
        case 0x800..<0x10000:
            bytes.append(0xE0 | UInt8(truncatingIfNeeded: point >> 12))
            bytes.append(0x80 | UInt8(truncatingIfNeeded: point >> 6 & 0x3F))
            bytes.append(0x80 | UInt8(truncatingIfNeeded: point & 0x3F))
        default:
            bytes.append(0xF0 | UInt8(truncatingIfNeeded: point >> 18))
            bytes.append(0x80 | UInt8(truncatingIfNeeded: point >> 12 & 0x3F))
            bytes.append(0x80 | UInt8(truncatingIfNeeded: point >> 6 & 0x3F))
            bytes.append(0x80 | UInt8(truncatingIfNeeded: point & 0x3F))
        }
    }

    /// Reads the escape sequence here, two of them when they are a surrogate pair.
    private static func escape(_ content: UnsafeRawBufferPointer, _ position: inout Int) -> UInt32 {
        let letter = content[position + 1]
        guard letter == UInt8(ascii: "u") else {
            position += 2
            switch letter {
            case UInt8(ascii: "b"): return 0x08
            case UInt8(ascii: "f"): return 0x0C
            case UInt8(ascii: "n"): return 0x0A
            case UInt8(ascii: "r"): return 0x0D
            case UInt8(ascii: "t"): return 0x09
            default: return UInt32(letter)
            }
        }
        let unit = hexadecimalUnit(content, position + 2)
        position += 6
        guard 0xD800...0xDBFF ~= unit, position + 6 <= content.count, content[position] == UInt8(ascii: "\\"),
            content[position + 1] == UInt8(ascii: "u")
        else { return unit }
        let second = hexadecimalUnit(content, position + 2)
        guard 0xDC00...0xDFFF ~= second else { return unit }
        position += 6
        return 0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)
    }

    private static func hexadecimalUnit(_ content: UnsafeRawBufferPointer, _ start: Int) -> UInt32 {
        (start..<start + 4).reduce(0) { $0 << 4 | UInt32(Hexadecimal.value(of: content[$1])) }
    }

    /// Reads the well-formed multi-byte character here.
    private static func multibyte(_ content: UnsafeRawBufferPointer, _ position: inout Int) -> UInt32 {
        let first = content[position]
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        var point = UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for offset in 1..<length { point = point << 6 | UInt32(content[position + offset] & 0x3F) }
        position += length
        return point
    }
}
