/// A row group that was written, as the footer describes it.
struct ParquetRowGroup {
    /// How many rows it has.
    var rowCount: Int
    /// Its columns, in the order of the schema.
    var chunks: [ParquetChunk]
}
