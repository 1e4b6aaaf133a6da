/// Recognises absolute URIs as the `uri` format of ajv-formats does (RFC 3986, ASCII only).
///
/// That pattern is laxer than the RFC in one point that is kept: what follows `//` need not be a good authority, since
/// the pattern may read it as a path. It is stricter in one: something must follow the scheme besides a query.
enum URIText {
    /// Whether `text` is a URI.
    static func isValid(_ text: UnsafeRawBufferPointer) -> Bool {
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon > 0, isLetter(text[0]) else { return false }
        for byte in text[..<colon] {
            guard isLetter(byte) || isDigit(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E else { return false }
        }
        var position = colon + 1
        guard position < text.count else { return false }
        let start = position
        if !skipBracketedHost(text, &position) {
            position = start
        }
        skipPath(text, &position)
        guard position > start else { return false }
        if position < text.count, text[position] == UInt8(ascii: "?") {
            position += 1
            skipQuery(text, &position)
        }
        if position < text.count, text[position] == UInt8(ascii: "#") {
            position += 1
            skipQuery(text, &position)
        }
        return position == text.count
    }

    /// Goes past `//user@[address]:port`; what follows must be a path with a slash, or no path.
    private static func skipBracketedHost(_ text: UnsafeRawBufferPointer, _ position: inout Int) -> Bool {
        guard text[position] == UInt8(ascii: "/") else { return false }
        position += position + 1 < text.count && text[position + 1] == UInt8(ascii: "/") ? 2 : 1
        guard let open = text[position...].firstIndex(of: UInt8(ascii: "[")) else { return false }
        if open > position {
            var user = position
            while user < open - 1, skipCharacter(text, &user, isUserInformation) {}
            guard user == open - 1, text[user] == UInt8(ascii: "@") else { return false }
        }
        guard let close = text[open...].firstIndex(of: UInt8(ascii: "]")) else { return false }
        guard IPLiteral.isValid(UnsafeRawBufferPointer(rebasing: text[(open + 1)..<close])) else { return false }
        position = close + 1
        if position < text.count, text[position] == UInt8(ascii: ":") {
            position += 1
            while position < text.count, isDigit(text[position]) { position += 1 }
        }
        guard position < text.count else { return true }
        let next = text[position]
        return next == UInt8(ascii: "/") || next == UInt8(ascii: "?") || next == UInt8(ascii: "#")
    }

    private static func skipPath(_ text: UnsafeRawBufferPointer, _ position: inout Int) {
        while skipCharacter(text, &position, { isPathCharacter($0) || $0 == UInt8(ascii: "/") }) {}
    }

    private static func skipQuery(_ text: UnsafeRawBufferPointer, _ position: inout Int) {
        while skipCharacter(
            text,
            &position,
            { isPathCharacter($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
        ) {}
    }

    /// Goes past one allowed character or one `%hh`.
    @inline(__always)
    private static func skipCharacter(
        _ text: UnsafeRawBufferPointer,
        _ position: inout Int,
        _ isAllowed: (UInt8) -> Bool
    ) -> Bool {
        guard position < text.count else { return false }
        if text[position] == UInt8(ascii: "%") {
            guard position + 2 < text.count, Hexadecimal.value(of: text[position + 1]) != Hexadecimal.invalid,
                Hexadecimal.value(of: text[position + 2]) != Hexadecimal.invalid
            else { return false }
            position += 3
            return true
        }
        guard isAllowed(text[position]) else { return false }
        position += 1
        return true
    }

    /// Unreserved characters, sub-delimiters, `:` and `@`.
    @inline(__always)
    private static func isPathCharacter(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "@") || isUserInformation(byte)
    }

    /// Unreserved characters, sub-delimiters and `:`.
    @inline(__always)
    static func isUserInformation(_ byte: UInt8) -> Bool {
        if isLetter(byte) || isDigit(byte) { return true }
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "!"),
            UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="),
            UInt8(ascii: ":"):
            return true
        default:
            return false
        }
    }

    @inline(__always)
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
