/// Encodes PNG pictures anew, to compare efforts.
package enum PictureRecoder {
    /// Decodes a PNG picture and encodes it as it is, with 8 bits a channel.
    ///
    /// - Parameters:
    ///   - picture: A PNG picture.
    ///   - effort: How hard to try.
    /// - Returns: A picture with the same pixels.
    /// - Throws: ``PictureFault/unworkable(_:)``.
    package static func recoded(_ picture: VerifiedPicture, _ effort: PNGEffort) throws(PictureFault) -> VerifiedPicture
    {
        try picture.bytes.span.withUnsafeBytes { (bytes) throws(PictureFault) in
            var reader = try PNGRowReader(bytes)
            let writer = try PNGRowWriter(reader.size, reader.kind, effort)
            for row in 0..<reader.size.height {
                try reader.row(row) { (row) throws(PictureFault) in try writer.row(row) }
            }
            return try writer.finish()
        }
    }
}
