import CZlib

/// A whole PNG of one pixel, of any size in bytes.
enum PaddedPNG {
    /// Makes the file; `byteCount` is at least 100.
    static func bytes(_ byteCount: Int? = nil) -> [UInt8] {
        let head =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])
        let tail = chunk("IDAT", deflated([0, 1, 2, 3])) + chunk("IEND", [])
        guard let byteCount else { return head + tail }
        let padding = byteCount - head.count - tail.count - 12
        precondition(padding >= 0, "there is room for the picture")
        // A private chunk that readers pass over.
        return head + chunk("vpAd", [UInt8](repeating: 7, count: padding)) + tail
    }

    private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let named = Array(type.utf8) + data
        return number(data.count) + named + number(Int(crc32(0, named, UInt32(named.count))))
    }

    private static func number(_ value: Int) -> [UInt8] {
        [UInt8(value >> 24 & 255), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
    }

    private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var count = compressBound(UInt(bytes.count))
        var result = [UInt8](repeating: 0, count: Int(count))
        let status = compress(&result, &count, bytes, UInt(bytes.count))
        precondition(status == Z_OK, "there is room")
        return Array(result.prefix(Int(count)))
    }
}
