import CPictures

/// Encodes a PNG file row by row: 8 bits a channel, not interlaced.
struct PNGRowWriter: ~Copyable {
    private let writer: OpaquePointer
    private let facts: PictureFacts
    private let rowBytes: Int

    /// Begins a file.
    init(_ size: PictureSize, _ kind: PixelKind, _ effort: PNGEffort = .standard) throws(PictureFault) {
        let filter = effort.filter
        guard
            let writer = vidimus_png_writer_open(
                UInt32(size.width),
                UInt32(size.height),
                Int32(kind.rawValue),
                Int32(effort.level),
                filter
            )
        else { throw .unworkable("there is no memory to encode the picture") }
        self.writer = writer
        facts = PictureFacts(.png, width: size.width, height: size.height)
        rowBytes = size.width * kind.rawValue
    }

    deinit {
        vidimus_png_writer_close(writer)
    }

    /// Adds an iTXt chunk, before the first row; `key` is 1…79 characters of printable ASCII.
    func text(_ key: String, _ value: String) throws(PictureFault) {
        try check(vidimus_png_writer_text(writer, key, value))
    }

    /// Adds the next row.
    func row(_ bytes: UnsafeBufferPointer<UInt8>) throws(PictureFault) {
        precondition(bytes.count == rowBytes, "a row has its full width")
        try check(vidimus_png_writer_row(writer, bytes.baseAddress))
    }

    /// Ends the file after its last row.
    consuming func finish() throws(PictureFault) -> VerifiedPicture {
        try check(vidimus_png_writer_finish(writer))
        var count = 0
        let bytes = vidimus_png_writer_bytes(writer, &count)
        return VerifiedPicture(encoded: Array(UnsafeBufferPointer(start: bytes, count: count)), facts)
    }

    private func check(_ isDone: Bool) throws(PictureFault) {
        if !isDone {
            throw .unworkable("the picture can't be encoded: \(String(cString: vidimus_png_writer_message(writer)))")
        }
    }
}
