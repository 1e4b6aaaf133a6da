/// Walks a JPEG file marker by marker (ITU-T T.81, annex B).
struct JPEGInspection {
    private static let startOfImage: UInt8 = 0xD8
    private static let endOfImage: UInt8 = 0xD9
    private static let startOfScan: UInt8 = 0xDA

    private var cursor: ByteCursor
    private let limits: PictureLimits
    private var size: PictureSize?
    private var hasScan = false

    init(_ cursor: ByteCursor, limits: PictureLimits) {
        self.cursor = cursor
        self.limits = limits
    }

    mutating func run() throws(PictureFault) -> PictureSize {
        try cursor.skip(2)
        while true {
            let marker = try marker()
            switch marker {
            case Self.endOfImage:
                guard let size, hasScan else { throw cursor.damage("it ends without a picture") }
                guard cursor.isAtEnd else { throw cursor.damage("\(cursor.remaining) bytes follow its end") }
                return size
            case Self.startOfScan:
                guard size != nil else { throw cursor.damage("a scan comes before its frame") }
                _ = try segment()
                hasScan = true
                try passScan()
            case 0x00, 0x01, 0xD0...Self.startOfImage, 0x02...0xBF:
                throw cursor.damage("marker \(marker) is at the wrong place")
            case 0xC0...0xCF where marker != 0xC4 && marker != 0xC8 && marker != 0xCC:
                guard size == nil else { throw cursor.damage("it has two frames") }
                size = try frame(try segment())
            default:
                _ = try segment()
            }
        }
    }

    /// Takes the next marker, with fill bytes before it.
    private mutating func marker() throws(PictureFault) -> UInt8 {
        guard try cursor.byte() == 0xFF else { throw cursor.damage("a marker is missing") }
        var code = try cursor.byte()
        while code == 0xFF { code = try cursor.byte() }
        return code
    }

    private mutating func segment() throws(PictureFault) -> ByteCursor {
        let length = try cursor.bigEndian(2)
        guard length >= 2 else { throw cursor.damage("a segment has no length") }
        return try cursor.part(length - 2)
    }

    private func frame(_ segment: ByteCursor) throws(PictureFault) -> PictureSize {
        var segment = segment
        guard segment.remaining >= 6 else { throw cursor.damage("its frame is too short") }
        try segment.skip(1)
        let height = try segment.bigEndian(2)
        let width = try segment.bigEndian(2)
        let components = Int(try segment.byte())
        guard (1...4).contains(components), segment.remaining == 3 * components else {
            throw cursor.damage("its frame has \(components) components")
        }
        try limits.check(width: width, height: height, of: .jpeg)
        return PictureSize(width: width, height: height)
    }

    /// Passes entropy-coded data, up to the marker behind it.
    private mutating func passScan() throws(PictureFault) {
        while true {
            try cursor.goTo(0xFF)
            var ahead = cursor
            try ahead.skip(1)
            let code = try ahead.byte()
            // A stuffed zero and restart markers belong to the data; 0xFF may fill before a marker.
            guard code == 0 || (0xD0...0xD7).contains(code) else { return }
            cursor = ahead
        }
    }
}
