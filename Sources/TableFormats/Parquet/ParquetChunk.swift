/// A column chunk that was written, as the footer describes it.
struct ParquetChunk {
    /// The column.
    var definition: ColumnDefinition
    /// How its values are coded: with a dictionary or plain.
    var encoding: ParquetEncoding
    /// Rows, nulls included.
    var rowCount: Int
    /// Rows without a value.
    var nullCount: Int
    /// The least and the greatest value, as short as the statistics want them; nil when there is none.
    var bounds: ParquetBounds?
    /// Where the dictionary page starts, if there is one.
    var dictionaryPosition: Int?
    /// Where the first data page starts.
    var dataPosition: Int
    /// Bytes in the file, headers included.
    var byteCount: Int
    /// The same without compression.
    var uncompressedBytes: Int
    /// Data pages.
    var pageCount: Int
    /// Where the column index lies in the file's run of column indexes; nil when there is none.
    var columnIndex: Range<Int>?
    /// Where the offset index lies in the file's run of offset indexes.
    var offsetIndex: Range<Int>

    /// Where the chunk starts.
    var position: Int { dictionaryPosition ?? dataPosition }
}
