/// Shortens long texts for statistics so that they stay valid UTF-8 and still bound what they stand for.
package enum ParquetTextBound {
    /// A text of at most `maximumBytes` that isn't greater: the longest beginning of whole characters.
    package static func below(_ text: [UInt8], maximumBytes: Int) -> [UInt8] {
        guard text.count > maximumBytes else { return text }
        var end = maximumBytes
        while end > 0, isContinuation(text[end]) { end -= 1 }
        return Array(text[..<end])
    }

    /// A text of at most `maximumBytes` that is greater than every text with the same beginning; nil when there is none.
    ///
    /// The last character of the beginning that has a successor is replaced by it, and what follows is dropped.
    package static func above(_ text: [UInt8], maximumBytes: Int) -> [UInt8]? {
        guard text.count > maximumBytes else { return text }
        var bytes = below(text, maximumBytes: maximumBytes)
        while !bytes.isEmpty {
            var start = bytes.count - 1
            while start > 0, isContinuation(bytes[start]) { start -= 1 }
            let last = String(decoding: bytes[start...], as: UTF8.self).unicodeScalars.first
            bytes.removeSubrange(start...)
            if let successor = last.flatMap(successor(of:)) {
                let encoded = Array(String(successor).utf8)
                if bytes.count + encoded.count <= maximumBytes { return bytes + encoded }
            }
        }
        return nil
    }

    /// The next Unicode scalar value; nil after U+10FFFF.
    private static func successor(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        // Between U+D7FF and U+E000 lie the surrogates, which no UTF-8 text holds.
        Unicode.Scalar(scalar.value == 0xD7FF ? 0xE000 : scalar.value + 1)
    }

    private static func isContinuation(_ byte: UInt8) -> Bool {
        byte & 0b1100_0000 == 0b1000_0000
    }
}
