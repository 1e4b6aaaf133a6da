/// Rows that a Parquet file can't hold, or a failed compression; the writer is unusable afterwards.
package enum ParquetError: Error, Hashable {
    /// A text is longer than ``ParquetError/maximumTextBytes``.
    case textTooLong(column: String, bytes: Int)
    /// A day doesn't fit in 32 bits.
    case dayOutOfRange(column: String, day: Int64)
    /// libzstd refused; in practice it found no memory.
    case compressionFailed(reason: String)

    /// The longest text, 1 GiB: a page that holds just it must stay below 2 GiB.
    package static let maximumTextBytes = 1 << 30
}
