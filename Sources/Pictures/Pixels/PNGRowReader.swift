import CPictures

/// Decodes a PNG file row by row, from top to bottom; holds one row, or all of an interlaced picture.
struct PNGRowReader: ~Copyable {
    /// Decoded bytes that an interlaced picture may take; it can only be decoded as a whole.
    static let maximumInterlacedBytes = 1 << 27

    /// Size in pixels.
    let size: PictureSize
    /// What each pixel is made of.
    let kind: PixelKind
    private let reader: OpaquePointer
    private var row: [UInt8]
    /// How many rows were read.
    private var rowsRead = 0

    /// Opens verified bytes, which must stay until the reader is gone.
    init(_ bytes: UnsafeRawBufferPointer) throws(PictureFault) {
        var facts = vidimus_png_facts()
        var message = [CChar](repeating: 0, count: Int(VIDIMUS_PNG_MESSAGE_BYTES))
        guard let reader = vidimus_png_reader_open(bytes.baseAddress, bytes.count, &facts, &message) else {
            throw .unworkable("the picture can't be decoded: \(Self.text(message))")
        }
        guard let kind = PixelKind(rawValue: Int(facts.channels)) else {
            preconditionFailure("libpng gives 1 to 4 channels")
        }
        let rowBytes = Int(facts.width) * kind.rawValue
        let decoded = rowBytes * Int(facts.height)
        guard !facts.is_interlaced || decoded <= Self.maximumInterlacedBytes else {
            vidimus_png_reader_close(reader)
            throw .unworkable(
                "the picture is interlaced and would take \(decoded) bytes; at most \(Self.maximumInterlacedBytes) do"
            )
        }
        self.reader = reader
        size = PictureSize(width: Int(facts.width), height: Int(facts.height))
        self.kind = kind
        row = [UInt8](repeating: 0, count: rowBytes)
    }

    deinit {
        vidimus_png_reader_close(reader)
    }

    /// Decodes up to row `index`, which comes after the rows read so far, and hands it over.
    mutating func row(
        _ index: Int,
        _ body: (UnsafeBufferPointer<UInt8>) throws(PictureFault) -> Void
    ) throws(PictureFault) {
        precondition(index >= rowsRead && index < size.height, "rows are read once, in order")
        while rowsRead <= index {
            guard vidimus_png_reader_row(reader, &row) else {
                throw .unworkable(
                    "the picture can't be decoded: \(String(cString: vidimus_png_reader_message(reader)))"
                )
            }
            rowsRead += 1
        }
        try row.span.withUnsafeBufferPointer(body)
    }

    private static func text(_ message: [CChar]) -> String {
        String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
