/// A page as it goes into the file.
struct ParquetEncodedPage {
    /// The header and what follows it.
    var bytes: [UInt8]
    /// How many bytes it would be without compression, the header included.
    var uncompressedBytes: Int
}
