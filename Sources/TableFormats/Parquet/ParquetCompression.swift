/// How the pages of a Parquet file are compressed.
package enum ParquetCompression: Sendable, Hashable {
    /// Not at all.
    case uncompressed
    /// Zstandard; `level` is 1…22.
    case zstd(level: Int)

    /// The codec's number in the file.
    var codec: Int32 {
        switch self {
        case .uncompressed: 0
        case .zstd: 6
        }
    }
}
