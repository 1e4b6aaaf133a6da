/// Walks a WebP file chunk by chunk (RFC 9649).
struct WebPInspection {
    private static let lossy = "VP8 "
    private static let lossless = "VP8L"
    private static let extended = "VP8X"
    private static let frame = "ANMF"

    private var cursor: ByteCursor
    private let limits: PictureLimits

    init(_ cursor: ByteCursor, limits: PictureLimits) {
        self.cursor = cursor
        self.limits = limits
    }

    mutating func run() throws(PictureFault) -> PictureSize {
        try cursor.skip(4)
        let length = try cursor.littleEndian(4)
        guard length >= 4, length % 2 == 0 else { throw cursor.damage("it claims \(length) bytes") }
        var body = try cursor.part(length)
        guard cursor.isAtEnd else { throw cursor.damage("\(cursor.remaining) bytes follow its end") }
        try body.skip(4)
        let first = try chunk(&body)
        switch first.name {
        case Self.lossy, Self.lossless:
            let size = try image(first)
            guard body.isAtEnd else { throw cursor.damage("\(body.remaining) bytes follow its picture") }
            return size
        case Self.extended:
            return try canvas(first.content, followedBy: body)
        default:
            throw cursor.damage("it begins with an unknown chunk")
        }
    }

    private func canvas(_ header: ByteCursor, followedBy body: ByteCursor) throws(PictureFault) -> PictureSize {
        var header = header
        var body = body
        guard header.remaining == 10 else { throw cursor.damage("its header has \(header.remaining) bytes") }
        let isAnimated = try header.byte() & 0x02 != 0
        try header.skip(3)
        let size = PictureSize(width: try header.littleEndian(3) + 1, height: try header.littleEndian(3) + 1)
        try limits.check(width: size.width, height: size.height, of: .webp)
        var hasPicture = false
        while !body.isAtEnd {
            let chunk = try chunk(&body)
            if chunk.name == Self.frame, isAnimated {
                try check(frame: chunk.content)
                hasPicture = true
            } else if chunk.name == Self.lossy || chunk.name == Self.lossless {
                guard !isAnimated, !hasPicture, try image(chunk) == size else {
                    throw cursor.damage("its picture does not fit its header")
                }
                hasPicture = true
            }
        }
        guard hasPicture else { throw cursor.damage("it has no picture") }
        return size
    }

    private func check(frame: ByteCursor) throws(PictureFault) {
        var frame = frame
        try frame.skip(6)
        let size = PictureSize(width: try frame.littleEndian(3) + 1, height: try frame.littleEndian(3) + 1)
        try frame.skip(4)
        while !frame.isAtEnd {
            let chunk = try chunk(&frame)
            if chunk.name == Self.lossy || chunk.name == Self.lossless {
                guard try image(chunk) == size else { throw cursor.damage("a frame does not fit its header") }
                return
            }
        }
        throw cursor.damage("a frame has no picture")
    }

    /// Reads the size of a bit stream from its header.
    private func image(_ chunk: Chunk) throws(PictureFault) -> PictureSize {
        var content = chunk.content
        let size: PictureSize
        if chunk.name == Self.lossless {
            guard try content.byte() == 0x2F else { throw cursor.damage("its picture has no signature") }
            let bits = try content.littleEndian(4)
            guard bits >> 29 == 0 else { throw cursor.damage("its picture has an unknown version") }
            size = PictureSize(width: bits & 0x3FFF + 1, height: bits >> 14 & 0x3FFF + 1)
        } else {
            // RFC 6386 §9.1: bit 0 of the tag is 0 for a key frame, bits 5…23 are the length of the first partition.
            let tag = try content.littleEndian(3)
            guard tag & 1 == 0, try content.bigEndian(3) == 0x9D012A else {
                throw cursor.damage("its picture is no key frame")
            }
            size = PictureSize(
                width: try content.littleEndian(2) & 0x3FFF,
                height: try content.littleEndian(2) & 0x3FFF
            )
            guard tag >> 5 <= content.remaining else { throw cursor.damage("its picture is cut off") }
        }
        try limits.check(width: size.width, height: size.height, of: .webp)
        return size
    }

    private func chunk(_ body: inout ByteCursor) throws(PictureFault) -> Chunk {
        let name = String(decoding: try body.take(4), as: UTF8.self)
        let length = try body.littleEndian(4)
        let content = try body.part(length)
        // Chunks begin at even positions.
        if length % 2 == 1 { try body.skip(1) }
        return Chunk(name: name, content: content)
    }

    private struct Chunk {
        let name: String
        let content: ByteCursor
    }
}
