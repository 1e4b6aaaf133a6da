import CZlib

/// Makes PNG files byte by byte, right or wrong, without the code under test.
struct PNGBytes {
    var width = 1
    var height = 1
    var depth: UInt8 = 8
    var colour: UInt8 = 2
    var interlace: UInt8 = 0
    /// Rows with their filter types, before compression.
    var raw: [UInt8] = [0, 1, 2, 3]
    /// Chunks between header and image data.
    var extra: [UInt8] = []

    /// A picture with a pixel for each place, as `pixel` gives its channels.
    init(width: Int, height: Int, colour: UInt8 = 2, pixel: (_ x: Int, _ y: Int) -> [UInt8]) {
        self.width = width
        self.height = height
        self.colour = colour
        raw = []
        for y in 0..<height {
            raw.append(0)
            for x in 0..<width { raw += pixel(x, y) }
        }
    }

    init() {}

    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// The whole file.
    var bytes: [UInt8] {
        Self.signature + Self.chunk("IHDR", header) + extra + Self.chunk("IDAT", Self.deflated(raw))
            + Self.chunk("IEND", [])
    }

    var header: [UInt8] {
        Self.number(width) + Self.number(height) + [depth, colour, 0, 0, interlace]
    }

    static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let covered = Array(name.utf8) + content
        return number(content.count) + covered + number(Int(crc32(0, covered, UInt32(covered.count))))
    }

    static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var count = compressBound(UInt(bytes.count))
        var target = [UInt8](repeating: 0, count: Int(count))
        let status = compress2(&target, &count, bytes, UInt(bytes.count), 6)
        precondition(status == Z_OK, "there is room")
        return Array(target.prefix(Int(count)))
    }
}
