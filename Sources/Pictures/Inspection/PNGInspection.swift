import CZlib

/// Walks a PNG file chunk by chunk.
struct PNGInspection {
    private static let header = 0x4948_4452
    private static let palette = 0x504C_5445
    private static let data = 0x4944_4154
    private static let end = 0x4945_4E44

    /// Which chunks may come next.
    private enum Place {
        case beforePalette, beforeData, inData, afterData
    }

    private var cursor: ByteCursor
    private let limits: PictureLimits
    private var place = Place.beforePalette

    init(_ cursor: ByteCursor, limits: PictureLimits) {
        self.cursor = cursor
        self.limits = limits
    }

    mutating func run() throws(PictureFault) -> PictureSize {
        try cursor.skip(PictureSignature.png.count)
        let first = try chunk()
        guard first.type == Self.header else { throw cursor.damage("it does not begin with its header") }
        let header = try PNGHeader(first.content, limits: limits)
        let pixels = try PNGDataCheck(header)
        while true {
            let chunk = try chunk()
            if chunk.type == Self.end {
                guard chunk.content.isAtEnd else { throw cursor.damage("its end chunk is not empty") }
                break
            }
            try take(chunk, header, pixels)
        }
        guard place == .inData || place == .afterData else { throw cursor.damage("it has no image data") }
        try pixels.finish()
        guard cursor.isAtEnd else { throw cursor.damage("\(cursor.remaining) bytes follow its end") }
        return header.size
    }

    private mutating func take(
        _ chunk: Chunk,
        _ header: PNGHeader,
        _ pixels: PNGDataCheck
    ) throws(PictureFault) {
        switch chunk.type {
        case Self.header:
            throw cursor.damage("it has two headers")
        case Self.palette:
            guard place == .beforePalette else { throw cursor.damage("its palette is at the wrong place") }
            try check(palette: chunk.content.remaining, header)
            place = .beforeData
        case Self.data:
            guard place != .afterData else { throw cursor.damage("its image data are not in one piece") }
            guard header.colour != .palette || place != .beforePalette else { throw cursor.damage("it has no palette") }
            place = .inData
            var content = chunk.content
            try pixels.take(try content.take(content.remaining))
        default:
            // Bit 5 of the first letter says that a decoder may pass over a chunk that it doesn't know.
            guard chunk.type & 0x2000_0000 != 0 else { throw cursor.damage("it has an unknown critical chunk") }
            if place == .inData { place = .afterData }
        }
    }

    private func check(palette byteCount: Int, _ header: PNGHeader) throws(PictureFault) {
        let entries = byteCount / 3
        guard byteCount % 3 == 0, entries >= 1, entries <= 256, header.colour != .grey, header.colour != .greyAlpha,
            header.colour != .palette || entries <= 1 << header.depth
        else { throw cursor.damage("its palette has \(byteCount) bytes") }
    }

    /// Takes the next chunk and compares its checksum.
    private mutating func chunk() throws(PictureFault) -> Chunk {
        let length = try cursor.bigEndian(4)
        guard length <= Int(Int32.max) else { throw cursor.damage("a chunk claims \(length) bytes") }
        var covered = try cursor.part(length + 4)
        let sum = try cursor.bigEndian(4)
        var bytes = covered
        guard Self.checksum(try bytes.take(bytes.remaining)) == sum else {
            throw cursor.damage("a chunk has a wrong checksum")
        }
        let type = try covered.bigEndian(4)
        guard Self.isName(type) else { throw cursor.damage("a chunk has no name") }
        return Chunk(type: type, content: try covered.part(covered.remaining))
    }

    private static func checksum(_ bytes: UnsafeRawBufferPointer) -> Int {
        // A chunk has fewer than 2³¹ bytes, so their count fits.
        Int(crc32(0, bytes.bindMemory(to: UInt8.self).baseAddress, UInt32(bytes.count)))
    }

    /// Four ASCII letters.
    private static func isName(_ type: Int) -> Bool {
        [24, 16, 8, 0].allSatisfy { shift in
            let letter = UInt8(truncatingIfNeeded: type >> shift) & ~0x20
            return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter)
        }
    }

    private struct Chunk {
        /// The four letters as a number.
        let type: Int
        let content: ByteCursor
    }
}
