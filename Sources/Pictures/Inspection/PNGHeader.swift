/// The IHDR chunk of a PNG file (PNG specification, third edition, §11.2.1).
struct PNGHeader {
    /// What a pixel is made of; the raw value is the specification's colour type.
    enum Colour: Int {
        case grey = 0
        case rgb = 2
        case palette = 3
        case greyAlpha = 4
        case rgba = 6

        var channels: Int {
            switch self {
            case .grey, .palette: 1
            case .greyAlpha: 2
            case .rgb: 3
            case .rgba: 4
            }
        }

        fileprivate var depths: [Int] {
            switch self {
            case .grey: [1, 2, 4, 8, 16]
            case .palette: [1, 2, 4, 8]
            case .rgb, .greyAlpha, .rgba: [8, 16]
            }
        }
    }

    let size: PictureSize
    let colour: Colour
    /// Bits of a channel.
    let depth: Int
    let isInterlaced: Bool

    /// Reads the 13 bytes of the chunk.
    init(_ chunk: ByteCursor, limits: PictureLimits) throws(PictureFault) {
        var chunk = chunk
        guard chunk.remaining == 13 else { throw chunk.damage("its header has \(chunk.remaining) bytes") }
        size = PictureSize(width: try chunk.bigEndian(4), height: try chunk.bigEndian(4))
        try limits.check(width: size.width, height: size.height, of: .png)
        depth = Int(try chunk.byte())
        let type = Int(try chunk.byte())
        guard let colour = Colour(rawValue: type), colour.depths.contains(depth) else {
            throw chunk.damage("there is no colour type \(type) with \(depth) bits")
        }
        self.colour = colour
        guard try chunk.byte() == 0, try chunk.byte() == 0 else {
            throw chunk.damage("its compression or filter method is unknown")
        }
        let interlace = try chunk.byte()
        guard interlace <= 1 else { throw chunk.damage("its interlace method is unknown") }
        isInterlaced = interlace == 1
    }

    /// The parts of the image data that have rows of one length; empty ones are left out.
    var passes: [Pass] {
        guard isInterlaced else { return [pass(columns: size.width, rows: size.height)] }
        return Self.adam7.compactMap { start in
            let columns = (size.width - start.x + start.dx - 1) / start.dx
            let rows = (size.height - start.y + start.dy - 1) / start.dy
            return columns > 0 && rows > 0 ? pass(columns: columns, rows: rows) : nil
        }
    }

    private func pass(columns: Int, rows: Int) -> Pass {
        Pass(rowBytes: 1 + (columns * colour.channels * depth + 7) / 8, rows: rows)
    }

    /// Rows of one length.
    struct Pass {
        /// Bytes of a row with its filter type, which comes first.
        let rowBytes: Int
        let rows: Int
    }

    private static let adam7: [(x: Int, y: Int, dx: Int, dy: Int)] = [
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
    ]
}
