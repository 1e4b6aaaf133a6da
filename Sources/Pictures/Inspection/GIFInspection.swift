/// Walks a GIF file block by block (GIF89a specification).
struct GIFInspection {
    private var cursor: ByteCursor
    private let limits: PictureLimits
    private var hasImage = false

    init(_ cursor: ByteCursor, limits: PictureLimits) {
        self.cursor = cursor
        self.limits = limits
    }

    mutating func run() throws(PictureFault) -> PictureSize {
        try cursor.skip(6)
        let width = try cursor.littleEndian(2)
        let height = try cursor.littleEndian(2)
        try limits.check(width: width, height: height, of: .gif)
        let flags = try cursor.byte()
        try cursor.skip(2)
        try passColours(flags)
        while true {
            switch try cursor.byte() {
            case 0x21:
                try cursor.skip(1)
                try passBlocks()
            case 0x2C:
                try passImage()
            case 0x3B:
                guard hasImage else { throw cursor.damage("it has no image") }
                guard cursor.isAtEnd else { throw cursor.damage("\(cursor.remaining) bytes follow its end") }
                return PictureSize(width: width, height: height)
            case let kind:
                throw cursor.damage("there is no block \(kind)")
            }
        }
    }

    private mutating func passImage() throws(PictureFault) {
        try cursor.skip(4)
        let width = try cursor.littleEndian(2)
        let height = try cursor.littleEndian(2)
        try limits.check(width: width, height: height, of: .gif)
        try passColours(try cursor.byte())
        let codeBits = try cursor.byte()
        guard (1...11).contains(codeBits) else { throw cursor.damage("an image has codes of \(codeBits) bits") }
        guard try passBlocks() > 0 else { throw cursor.damage("an image has no data") }
        hasImage = true
    }

    /// Passes a colour table, if the flags announce one.
    private mutating func passColours(_ flags: UInt8) throws(PictureFault) {
        if flags & 0x80 != 0 { try cursor.skip(3 << (Int(flags & 7) + 1)) }
    }

    /// Passes sub-blocks and their terminator; returns how many bytes they have.
    @discardableResult
    private mutating func passBlocks() throws(PictureFault) -> Int {
        var total = 0
        while true {
            let count = Int(try cursor.byte())
            if count == 0 { return total }
            try cursor.skip(count)
            total += count
        }
    }
}
