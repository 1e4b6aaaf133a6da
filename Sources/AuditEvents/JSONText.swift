/// Scalars as JSON text, escaped as `JSON.stringify` does.
package enum JSONText {
    /// Appends a string with its quotation marks.
    package static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { appendEscaped(UnsafeRawBufferPointer($0), to: &bytes) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends an integer.
    package static func append(_ value: Int64, to bytes: inout [UInt8]) {
        var magnitude = value.magnitude
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        repeat {
            bytes.append(UInt8(truncatingIfNeeded: magnitude % 10) + 0x30)
            magnitude /= 10
        } while magnitude > 0
        bytes[start...].reverse()
    }

    /// Appends a scanned string with its quotation marks, its escapes normalised.
    static func append(stringContent value: JSONValue, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        if value.node.pointee.flags.contains(.escaped) {
            JSONUnescaping.generalizedUTF8(value.contentBytes).withUnsafeBytes { appendEscaped($0, to: &bytes) }
        } else {
            bytes.append(contentsOf: value.contentBytes)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends UTF-8 with escapes; a surrogate in it (three bytes from ED A0 80 on) becomes its escape.
    private static func appendEscaped(_ text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        var copied = 0
        var position = 0
        while position < text.count {
            let byte = text[position]
            if byte == 0xED, position + 2 < text.count, text[position + 1] >= 0xA0 {
                bytes.append(contentsOf: text[copied..<position])
                let unit = 0xD000 | UInt16(text[position + 1] & 0x3F) << 6 | UInt16(text[position + 2] & 0x3F)
                appendUnit(unit, to: &bytes)
                position += 3
                copied = position
            } else if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                bytes.append(contentsOf: text[copied..<position])
                appendEscape(of: byte, to: &bytes)
                position += 1
                copied = position
            } else {
                position += 1
            }
        }
        bytes.append(contentsOf: text[copied...])
    }

    private static func appendEscape(of byte: UInt8, to bytes: inout [UInt8]) {
        let letter: UInt8
        switch byte {
        case 0x08: letter = UInt8(ascii: "b")
        case 0x09: letter = UInt8(ascii: "t")
        case 0x0A: letter = UInt8(ascii: "n")
        case 0x0C: letter = UInt8(ascii: "f")
        case 0x0D: letter = UInt8(ascii: "r")
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): letter = byte
        default:
            appendUnit(UInt16(byte), to: &bytes)
            return
        }
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(letter)
    }

    private static func appendUnit(_ unit: UInt16, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "\\u".utf8)
        for shift in [12, 8, 4, 0] as [UInt16] {
            bytes.append(Hexadecimal.lowercaseDigit(UInt8(truncatingIfNeeded: unit >> shift) & 0x0F))
        }
    }
}
