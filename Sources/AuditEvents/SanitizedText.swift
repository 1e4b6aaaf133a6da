/// Makes a browser's text safe to stand in a log line or in an answer.
///
/// Control characters, line separators and characters that change the reading direction are written as
/// `\u{…}`, bytes that aren't UTF-8 as `\x…`; everything else, a backslash too, stays as it is.
package enum SanitizedText {
    /// How many characters of a text are kept; `…` stands for the rest.
    package static let maximumCharacterCount = 256

    /// Escapes a text and cuts it.
    package static func escape(_ text: String, maximumCharacterCount: Int = SanitizedText.maximumCharacterCount)
        -> String
    {
        var text = text
        return text.withUTF8 {
            escape(UnsafeRawBufferPointer($0), maximumCharacterCount: maximumCharacterCount)
        }
    }

    /// Escapes bytes that should be UTF-8 and cuts them.
    package static func escape(
        _ bytes: UnsafeRawBufferPointer,
        maximumCharacterCount: Int = SanitizedText.maximumCharacterCount
    ) -> String {
        var result: [UInt8] = []
        var position = 0
        var characters = 0
        while position < bytes.count, let base = bytes.baseAddress {
            guard characters < maximumCharacterCount else {
                result.append(contentsOf: "…".utf8)
                break
            }
            characters += 1
            let length = UTF8Sequence.length(at: base + position, available: bytes.count - position)
            guard length > 0 else {
                result.append(contentsOf: "\\x".utf8)
                result.append(Hexadecimal.lowercaseDigit(bytes[position] >> 4))
                result.append(Hexadecimal.lowercaseDigit(bytes[position] & 0x0F))
                position += 1
                continue
            }
            let sequence = UnsafeRawBufferPointer(rebasing: bytes[position..<(position + length)])
            let scalar = String(decoding: sequence, as: UTF8.self).unicodeScalars.first
            if let scalar, isDangerous(scalar) {
                result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".utf8)
            } else {
                result.append(contentsOf: sequence)
            }
            position += length
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: true
        case 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
        case 0xE0000...0xE007F: true
        default: false
        }
    }
}
