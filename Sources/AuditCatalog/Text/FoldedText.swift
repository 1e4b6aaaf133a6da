/// A text in the form in which it is searched: lower case, white space as single spaces, none at the ends.
///
/// Characters of the private use area become U+FFFD, because terms mark their kind with some of them, and no browser may
/// forge a mark. Accents stay: `Luleå` is not `Lulea`.
struct FoldedText {
    /// UTF-8 of the folded text.
    private(set) var bytes: [UInt8] = []

    /// Ranges of ``bytes`` that are words: runs of letters and digits.
    private(set) var words: [Range<Int>] = []

    /// Whether there is a letter anywhere.
    private(set) var hasLetter = false

    /// Folds at most `limit` bytes of `text`.
    init(_ text: String, limit: Int = 4_096) {
        let text = CatalogText.cut(text, to: limit)
        bytes.reserveCapacity(text.utf8.count)
        if text.utf8.allSatisfy({ $0 < 0x80 }) {
            fold(ascii: text)
        } else {
            fold(unicode: text.lowercased())
        }
        if bytes.last == 0x20 { bytes.removeLast() }
    }

    private mutating func fold(ascii text: String) {
        var wordStart: Int?
        for byte in text.utf8 {
            let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            let isLetter = (0x61...0x7A).contains(lower)
            if isLetter || (0x30...0x39).contains(lower) {
                if wordStart == nil { wordStart = bytes.count }
                hasLetter = hasLetter || isLetter
            } else {
                end(&wordStart)
            }
            if lower <= 0x20 || lower == 0x7F { appendSpace() } else { bytes.append(lower) }
        }
        end(&wordStart)
    }

    private mutating func fold(unicode text: String) {
        var wordStart: Int?
        for scalar in text.unicodeScalars {
            let kind = Kind(scalar)
            if kind == .letter || kind == .digit {
                if wordStart == nil { wordStart = bytes.count }
                hasLetter = hasLetter || kind == .letter
            } else {
                end(&wordStart)
            }
            switch kind {
            case .space: appendSpace()
            case .reserved: bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
            case .letter, .digit, .other:
                if scalar.isASCII {
                    bytes.append(UInt8(truncatingIfNeeded: scalar.value))
                } else {
                    bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
                }
            }
        }
        end(&wordStart)
    }

    /// What a character is to a search.
    private enum Kind {
        case letter, digit, space, reserved, other

        init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x61...0x7A, 0x41...0x5A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F: self = .letter
            case 0x30...0x39: self = .digit
            case 0x00...0x20, 0x7F, 0x85, 0xA0: self = .space
            case 0xE000...0xF8FF: self = .reserved
            case 0x21...0x7E: self = .other
            default:
                let properties = scalar.properties
                if properties.isAlphabetic {
                    self = .letter
                } else if properties.numericType != nil || properties.canonicalCombiningClass != .notReordered {
                    self = .digit
                } else {
                    self = properties.isWhitespace ? .space : .other
                }
            }
        }
    }

    private mutating func end(_ wordStart: inout Int?) {
        guard let start = wordStart else { return }
        words.append(start..<bytes.count)
        wordStart = nil
    }

    private mutating func appendSpace() {
        if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
    }
}
