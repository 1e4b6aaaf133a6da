/// Base64 with padding (RFC 4648, section 4), written without making a string.
package enum Base64Text {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Characters that `count` bytes become.
    package static func length(of count: Int) -> Int { (count + 2) / 3 * 4 }

    /// Writes the text of `bytes` at the start of `buffer`, which has room for ``length(of:)``; returns its length.
    @discardableResult
    package static func write(_ bytes: UnsafeRawBufferPointer, to buffer: UnsafeMutableRawBufferPointer) -> Int {
        precondition(buffer.count >= length(of: bytes.count), "the caller made room")
        var position = 0
        digits.withUnsafeBufferPointer { digits in
            for start in stride(from: 0, to: bytes.count, by: 3) {
                let count = min(3, bytes.count - start)
                let second = count > 1 ? UInt32(bytes[start + 1]) : 0
                let third = count > 2 ? UInt32(bytes[start + 2]) : 0
                let word = UInt32(bytes[start]) << 16 | second << 8 | third
                for place in 0..<4 {
                    let digit = digits[Int(word >> (18 - 6 * UInt32(place))) & 0x3F]
                    buffer[position + place] = place <= count ? digit : UInt8(ascii: "=")
                }
                position += 4
            }
        }
        return position
    }

    /// The text of `bytes`.
    package static func text(of bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: length(of: bytes.count)) { buffer in
            bytes.withUnsafeBytes { write($0, to: UnsafeMutableRawBufferPointer(buffer)) }
        }
    }
}
