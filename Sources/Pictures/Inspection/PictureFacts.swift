/// What verified bytes are: format and size.
package struct PictureFacts: Sendable, Hashable {
    /// What the bytes are.
    package let format: PictureFormat
    /// Pixels in a row; of an animation, its canvas.
    package let width: Int
    /// Rows.
    package let height: Int

    /// Width and height.
    package var size: PictureSize { PictureSize(width: width, height: height) }

    /// Records what was found.
    init(_ format: PictureFormat, width: Int, height: Int) {
        self.format = format
        self.width = width
        self.height = height
    }

    /// Verifies that bytes are a whole picture in one of the formats, and nothing besides.
    ///
    /// PNG is verified to the last pixel's presence: signature, order and checksum of every chunk, and image data that
    /// inflate to exactly the bytes that the header promises, in pieces of 64 KiB. Of JPEG, WebP and GIF the structure
    /// is walked from the first byte to the last; their compressed samples are not decoded. Bytes behind the end of the
    /// picture are a fault in every format, since nobody would see them.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - limits: How large it may be.
    /// - Throws: ``PictureFault``.
    package init(inspecting bytes: UnsafeRawBufferPointer, limits: PictureLimits = .standard) throws(PictureFault) {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= limits.bytes else { throw .tooLarge(byteCount: bytes.count, limit: limits.bytes) }
        guard let format = PictureSignature.format(of: bytes) else {
            throw .notAPicture(looksLike: PictureSignature.guess(of: bytes))
        }
        let cursor = ByteCursor(bytes, of: format)
        let size: PictureSize
        switch format {
        case .png:
            var inspection = PNGInspection(cursor, limits: limits)
            size = try inspection.run()
        case .jpeg:
            var inspection = JPEGInspection(cursor, limits: limits)
            size = try inspection.run()
        case .webp:
            var inspection = WebPInspection(cursor, limits: limits)
            size = try inspection.run()
        case .gif:
            var inspection = GIFInspection(cursor, limits: limits)
            size = try inspection.run()
        }
        self.init(format, width: size.width, height: size.height)
    }

    /// Verifies an array; see ``init(inspecting:limits:)-(UnsafeRawBufferPointer,_)``.
    package init(inspecting bytes: [UInt8], limits: PictureLimits = .standard) throws(PictureFault) {
        self = try bytes.span.withUnsafeBytes { (buffer) throws(PictureFault) in
            try PictureFacts(inspecting: buffer, limits: limits)
        }
    }
}
