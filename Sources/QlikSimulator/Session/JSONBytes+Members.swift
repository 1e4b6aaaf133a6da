import AuditEvents

/// Members of an object, each with the comma in front; keys need no escaping.
extension [UInt8] {
    mutating func appendKey(_ name: StaticString) {
        append(UInt8(ascii: ","))
        append(UInt8(ascii: "\""))
        name.withUTF8Buffer { append(contentsOf: $0) }
        append(UInt8(ascii: "\""))
        append(UInt8(ascii: ":"))
    }

    mutating func appendMember(_ name: StaticString, _ value: String) {
        appendKey(name)
        appendString(value)
    }

    mutating func appendMember(_ name: StaticString, _ value: SimulatedUUID) {
        appendKey(name)
        append(UInt8(ascii: "\""))
        value.append(to: &self)
        append(UInt8(ascii: "\""))
    }

    mutating func appendMember(_ name: StaticString, _ value: Int64) {
        appendKey(name)
        appendDecimal(value)
    }

    mutating func appendMember(_ name: StaticString, _ value: Bool) {
        appendKey(name)
        self += value ? "true".utf8 : "false".utf8
    }

    mutating func appendMember(_ name: StaticString, time milliseconds: Int64) {
        appendKey(name)
        append(UInt8(ascii: "\""))
        UTCTime(milliseconds: milliseconds).appendISO8601(to: &self)
        append(UInt8(ascii: "\""))
    }

    /// Appends `text` with its quotes; the names of the site hold no control characters.
    mutating func appendString(_ text: String) {
        append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { append(UInt8(ascii: "\\")) }
            append(byte)
        }
        append(UInt8(ascii: "\""))
    }

    mutating func appendDecimal(_ value: Int64) {
        if value < 0 { append(UInt8(ascii: "-")) }
        let start = count
        var rest = value.magnitude
        repeat {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        self[start...].reverse()
    }
}
