/// The tokens of RFC 8259: strings, numbers, literals.
extension JSONScanPass {
    /// Scans the string whose quotation mark is here; returns its node.
    @inline(never)
    mutating func string() throws(JSONSyntaxError) -> Int {
        let start = position &+ 1
        let end = plainTextEnd(from: start)
        guard end < count, byte(end) == UInt8(ascii: "\"") else {
            return try unusualString(start: start, plainEnd: end)
        }
        position = end &+ 1
        let node = nodeCount
        try append(.string, start: start, end: end, flags: [])
        return node
    }

    /// Goes on with a string that isn't plain from `plainEnd` on.
    @inline(never)
    private mutating func unusualString(start: Int, plainEnd: Int) throws(JSONSyntaxError) -> Int {
        var flags: JSONNode.Flags = []
        position = plainEnd
        scanning: while true {
            guard position < count else { throw fault(.unexpectedEnd) }
            switch byte(position) {
            case UInt8(ascii: "\""):
                break scanning
            case UInt8(ascii: "\\"):
                flags.insert(.escaped)
                try escape()
            case 0..<0x20:
                throw fault(.controlCharacter)
            default:
                flags.insert(.nonASCII)
                try multibyteText()
            }
            position = plainTextEnd(from: position)
        }
        let node = nodeCount
        try append(.string, start: start, end: position, flags: flags)
        position += 1
        return node
    }

    /// Finds the next byte that isn't plain: a quotation mark, a backslash, a control character, one over 0x7F.
    @inline(__always)
    private func plainTextEnd(from start: Int) -> Int {
        let count = count
        let bytes = bytes
        var position = start
        while position &+ 16 <= count {
            let first = JSONScanPass.specialBytes(bytes + position)
            let second = JSONScanPass.specialBytes(bytes + position + 8)
            if first | second != 0 {
                if first != 0 { return position &+ first.trailingZeroBitCount &>> 3 }
                return position &+ 8 &+ second.trailingZeroBitCount &>> 3
            }
            position = position &+ 16
        }
        while position < count {
            let next = bytes.load(fromByteOffset: position, as: UInt8.self)
            guard next >= 0x20, next < 0x80, next != UInt8(ascii: "\""), next != UInt8(ascii: "\\") else { break }
            position &+= 1
        }
        return position
    }

    /// Looks at eight bytes at once: the high bit of each byte that isn't plain.
    ///
    /// Only the lowest bit that is set is sure: a borrow can disturb bytes above one that isn't plain.
    @inline(__always)
    private static func specialBytes(_ start: UnsafeRawPointer) -> UInt64 {
        let word = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
        let quote = (word ^ 0x2222_2222_2222_2222) &- 0x0101_0101_0101_0101
        let backslash = (word ^ 0x5C5C_5C5C_5C5C_5C5C) &- 0x0101_0101_0101_0101
        let control = word &- 0x2020_2020_2020_2020
        return (quote | backslash | control | word) & 0x8080_8080_8080_8080
    }

    /// Checks the escape sequence that starts here.
    @inline(never)
    private mutating func escape() throws(JSONSyntaxError) {
        guard position + 1 < count else {
            position = count
            throw fault(.unexpectedEnd)
        }
        switch byte(position + 1) {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        case UInt8(ascii: "u"):
            guard position + 6 <= count else { throw fault(.invalidEscape) }
            for offset in 2..<6 where Hexadecimal.value(of: byte(position + offset)) == Hexadecimal.invalid {
                throw fault(.invalidEscape)
            }
            position += 6
        default:
            throw fault(.invalidEscape)
        }
    }

    /// Checks the multi-byte characters that start here, up to the next ASCII byte (Unicode table 3-7).
    @inline(never)
    private mutating func multibyteText() throws(JSONSyntaxError) {
        while position < count, byte(position) >= 0x80 {
            let length = UTF8Sequence.length(at: bytes + position, available: count - position)
            guard length > 0 else { throw fault(.invalidUTF8) }
            position += length
        }
    }

    /// Scans the number that starts here.
    @inline(never)
    mutating func number() throws(JSONSyntaxError) {
        let start = position
        var flags: JSONNode.Flags = []
        if byte(position) == UInt8(ascii: "-") { position += 1 }
        guard position < count else { throw fault(.unexpectedEnd) }
        if byte(position) == UInt8(ascii: "0") {
            position += 1
        } else {
            guard skipDigits() else { throw fault(.invalidNumber) }
        }
        if position < count, byte(position) == UInt8(ascii: ".") {
            flags = .notPlain
            position += 1
            guard skipDigits() else { throw fault(.invalidNumber) }
        }
        if position < count, byte(position) | 0x20 == UInt8(ascii: "e") {
            flags = .notPlain
            position += 1
            if position < count, byte(position) == UInt8(ascii: "+") || byte(position) == UInt8(ascii: "-") {
                position += 1
            }
            guard skipDigits() else { throw fault(.invalidNumber) }
        }
        try append(.number, start: start, end: position, flags: flags)
    }

    /// Goes past digits; false when there are none.
    @inline(__always)
    private mutating func skipDigits() -> Bool {
        let start = position
        while position < count, byte(position) &- 0x30 < 10 { position += 1 }
        return position > start
    }

    /// Scans `true`, `false` or `null`.
    @inline(__always)
    mutating func literal(_ text: StaticString, _ kind: JSONNode.Kind) throws(JSONSyntaxError) {
        let length = text.utf8CodeUnitCount
        guard position + length <= count else { throw fault(.invalidLiteral) }
        for offset in 0..<length where byte(position + offset) != text.utf8Start[offset] {
            throw fault(.invalidLiteral)
        }
        try append(kind, start: position, end: position + length, flags: [])
        position += length
    }
}
