/// Terms of the full-text index: words, whole values and labels.
///
/// The index splits texts at spaces only and knows nothing of kinds. So a value is one term, with a mark before it and
/// its spaces and punctuation replaced by characters of the private use area, which ``FoldedText`` lets nobody send.
enum SearchTerm {
    /// Bytes of a value up to which it stands in its term; of longer ones the beginning and a hash of the whole.
    static let maximumValueBytes = 120
    /// Bytes of the beginning of a longer value.
    static let keptValueBytes = 96
    /// Bytes of a word that count.
    static let maximumWordBytes = 64

    /// Before a value: U+E000.
    private static let valueMark: [UInt8] = [0xEE, 0x80, 0x80]
    /// Before a label: U+E003.
    private static let labelMark: [UInt8] = [0xEE, 0x80, 0x83]
    /// Before the hash of a long text: U+E002.
    private static let hashMark: [UInt8] = [0xEE, 0x80, 0x82]

    /// Appends the term of a whole value.
    static func appendValue(_ text: FoldedText, to bytes: inout [UInt8]) {
        bytes += valueMark
        appendContent(text.bytes, to: &bytes)
    }

    /// Appends the term of a short value of visible ASCII characters with single spaces between them.
    static func appendPlainValue(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        bytes += valueMark
        for byte in text { append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte, to: &bytes) }
    }

    /// Whether a folded ASCII character is part of a word.
    @inline(__always)
    static func isWord(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) }

    /// Appends the term of a field name or label.
    static func appendLabel(_ text: FoldedText, to bytes: inout [UInt8]) {
        bytes += labelMark
        appendContent(text.bytes, to: &bytes)
    }

    /// Appends a word.
    static func appendWord(_ range: Range<Int>, of text: FoldedText, to bytes: inout [UInt8]) {
        bytes += text.bytes[range.lowerBound..<end(of: range, in: text.bytes, limit: maximumWordBytes)]
    }

    private static func appendContent(_ text: [UInt8], to bytes: inout [UInt8]) {
        guard text.count > maximumValueBytes else {
            for byte in text { append(byte, to: &bytes) }
            return
        }
        for byte in text[..<end(of: 0..<text.count, in: text, limit: keptValueBytes)] { append(byte, to: &bytes) }
        bytes += hashMark
        let digest = ContentDigest(of: text)
        bytes += String(digest.high, radix: 16).utf8
        bytes += String(digest.low, radix: 16).utf8
    }

    /// Letters, digits and everything beyond ASCII as they are; other characters as U+E020 and their number.
    @inline(__always)
    private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
        if byte >= 0x80 || isWord(byte) {
            bytes.append(byte)
        } else {
            let code = 0x20 + UInt16(byte)
            bytes.append(0xEE)
            bytes.append(0x80 | UInt8(code >> 6))
            bytes.append(0x80 | UInt8(code & 0x3F))
        }
    }

    /// End of at most `limit` bytes that does not cut a character.
    private static func end(of range: Range<Int>, in bytes: [UInt8], limit: Int) -> Int {
        guard range.count > limit else { return range.upperBound }
        var end = range.lowerBound + limit
        while end > range.lowerBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }
}
