/// Reads a picture's bytes front to back and never past their end.
///
/// Every step is checked here, once, since release builds don't check the buffers of the standard library.
struct ByteCursor {
    private let bytes: UnsafeRawBufferPointer
    /// What a fault is reported about.
    let format: PictureFormat
    /// Index of the next byte.
    private(set) var position = 0

    init(_ bytes: UnsafeRawBufferPointer, of format: PictureFormat) {
        self.bytes = bytes
        self.format = format
    }

    /// How many bytes are left.
    var remaining: Int { bytes.count - position }

    var isAtEnd: Bool { remaining == 0 }

    /// Takes the next `count` bytes.
    mutating func take(_ count: Int) throws(PictureFault) -> UnsafeRawBufferPointer {
        guard count >= 0, count <= remaining else { throw .truncated(format) }
        defer { position += count }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
    }

    /// Takes a cursor over the next `count` bytes.
    mutating func part(_ count: Int) throws(PictureFault) -> ByteCursor {
        ByteCursor(try take(count), of: format)
    }

    mutating func skip(_ count: Int) throws(PictureFault) {
        _ = try take(count)
    }

    mutating func byte() throws(PictureFault) -> UInt8 {
        try take(1)[0]
    }

    /// Takes an unsigned number of `count` bytes, most significant first.
    mutating func bigEndian(_ count: Int) throws(PictureFault) -> Int {
        try take(count).reduce(0) { $0 << 8 | Int($1) }
    }

    /// Takes an unsigned number of `count` bytes, least significant first.
    mutating func littleEndian(_ count: Int) throws(PictureFault) -> Int {
        try take(count).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// Goes to the next byte with this value, which isn't taken; fails when there is none.
    mutating func goTo(_ value: UInt8) throws(PictureFault) {
        guard let found = bytes[position...].firstIndex(of: value) else { throw .truncated(format) }
        position = found
    }

    /// A fault of this picture.
    func damage(_ reason: String) -> PictureFault { .damaged(format, reason) }
}
