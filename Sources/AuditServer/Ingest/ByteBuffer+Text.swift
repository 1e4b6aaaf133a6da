import AuditEvents
import NIOCore

extension ByteBuffer {
    /// Writes `value` in decimal digits without making a string.
    mutating func writeDecimal(_ value: UInt64) {
        var digits: (UInt64, UInt64, UInt32) = (0, 0, 0)
        withUnsafeMutableBytes(of: &digits) { scratch in
            var rest = value
            var index = scratch.count
            repeat {
                index -= 1
                scratch[index] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            } while rest > 0
            _ = writeBytes(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(scratch)[index...]))
        }
    }

    /// Writes `bytes` in base64 without making a string.
    mutating func writeBase64(_ bytes: [UInt8]) {
        writeWithUnsafeMutableBytes(minimumWritableBytes: Base64Text.length(of: bytes.count)) { buffer in
            bytes.withUnsafeBytes { Base64Text.write($0, to: buffer) }
        }
    }

    /// Writes milliseconds since 1970 as ISO 8601 UTC with milliseconds and `Z`.
    mutating func writeTimestamp(milliseconds: Int64) {
        var text: [UInt8] = []
        text.reserveCapacity(24)
        UTCTime(milliseconds: milliseconds).appendISO8601(to: &text)
        writeBytes(text)
    }

    /// Writes `text` as a JSON string with its quotes.
    mutating func writeJSONString(_ text: String) {
        var bytes: [UInt8] = []
        JSONText.append(text, to: &bytes)
        writeBytes(bytes)
    }
}
