/// Small valid files of every format, each made of parts that the format's specification names.
enum SamplePictures {
    static let png = PNGBytes(width: 9, height: 7) { x, y in [UInt8(x), UInt8(y), 7] }.bytes

    /// A palette of two colours, one transparent, and a text.
    static var palette: [UInt8] {
        var png = PNGBytes()
        png.width = 10
        png.height = 2
        png.depth = 1
        png.colour = 3
        png.extra =
            PNGBytes.chunk("PLTE", [0, 0, 0, 255, 255, 255]) + PNGBytes.chunk("tRNS", [0])
            + PNGBytes.chunk("tEXt", Array("Title\0Sample".utf8))
        png.raw = [0, 0xAA, 0x80, 0, 0x55, 0x40]
        return png.bytes
    }

    /// Nine by nine pixels in seven passes.
    static var interlaced: [UInt8] {
        var png = PNGBytes()
        png.width = 9
        png.height = 9
        png.colour = 0
        png.interlace = 1
        png.raw = []
        for (columns, rows) in [(2, 2), (1, 2), (3, 1), (2, 3), (5, 2), (4, 5), (9, 4)] {
            for row in 0..<rows { png.raw += [0] + [UInt8](repeating: UInt8(row), count: columns) }
        }
        return png.bytes
    }

    /// A frame of 16 × 8 with one component, a scan with a stuffed byte and a restart marker, and an ignored segment.
    static let jpeg: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0]
        + [0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 16, 1, 1, 0x11, 0]
        + [0xFF, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4, 5]
        + [0xFF, 0xD9]

    /// One image of 1 × 1 after a comment.
    static let gif: [UInt8] =
        Array("GIF89a".utf8) + [1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
        + [0x21, 0xFE, 2, 0x68, 0x69, 0]
        + [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0, 0x3B]

    /// A lossless picture of 5 × 3.
    static let webpLossless = riff(chunk("VP8L", [0x2F, 4, 0x80, 0, 0, 1, 2, 3]))

    /// A lossy picture of 6 × 4.
    static let webpLossy = riff(chunk("VP8 ", [0x50, 0, 0, 0x9D, 0x01, 0x2A, 6, 0, 4, 0, 1, 2]))

    /// The lossless picture under a canvas, with other chunks around.
    static let webpExtended = riff(
        chunk("VP8X", [0, 0, 0, 0, 4, 0, 0, 2, 0, 0]) + chunk("ICCP", [1, 2, 3])
            + chunk("VP8L", [0x2F, 4, 0x80, 0, 0, 1, 2, 3]) + chunk("EXIF", [9])
    )

    /// Every sample with what it is.
    static let all: [(name: String, bytes: [UInt8], size: (Int, Int))] = [
        ("png", png, (9, 7)), ("palette", palette, (10, 2)), ("interlaced", interlaced, (9, 9)),
        ("jpeg", jpeg, (16, 8)),
        ("gif", gif, (1, 1)), ("lossless", webpLossless, (5, 3)), ("lossy", webpLossy, (6, 4)),
        ("extended", webpExtended, (5, 3)),
    ]

    static func riff(_ chunks: [UInt8]) -> [UInt8] {
        Array("RIFF".utf8) + little(chunks.count + 4) + Array("WEBP".utf8) + chunks
    }

    static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        Array(name.utf8) + little(content.count) + content + (content.count % 2 == 1 ? [0] : [])
    }

    private static func little(_ value: Int) -> [UInt8] {
        [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
