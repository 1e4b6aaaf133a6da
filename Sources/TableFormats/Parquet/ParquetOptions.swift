/// How a Parquet file is written, with every bound.
///
/// All of it shapes the bytes: the same rows under the same options give the same file.
package struct ParquetOptions: Sendable, Hashable {
    /// Who wrote the file, such as `vidimus version 0.1.0 (build 1a2b3c4)`.
    ///
    /// Readers parse the form `<name> version <number> (build <hash>)` to know the bugs of a writer; the part in
    /// parentheses may be left out.
    package var createdBy: String
    /// How pages are compressed.
    package var compression = ParquetCompression.zstd(level: 3)
    /// Most rows of a row group.
    package var rowGroupRows = 131_072
    /// Most bytes of values in a row group, counted like `TableRows.byteCount`; a row that is larger stands alone.
    ///
    /// This is also what bounds the memory: the writer holds one row group, in the worst case three times these bytes.
    package var rowGroupBytes = 64 << 20
    /// Most rows of a data page.
    package var pageRows = 20_000
    /// Most bytes of a data page before compression; a value that is larger stands alone.
    package var pageBytes = 1 << 20
    /// Most bytes of a column's dictionary; a column chunk that needs more is written plain.
    package var dictionaryBytes = 1 << 20
    /// Most bytes of a text in the statistics; longer ones are shortened to a bound.
    package var statisticsTextBytes = 64

    /// Takes the defaults for all but the writer's name.
    package init(createdBy: String) {
        self.createdBy = createdBy
    }

    /// Stops on bounds that no file can keep.
    func check() {
        precondition(rowGroupRows > 0 && rowGroupRows <= 1 << 30, "rowGroupRows must be 1…2^30")
        precondition(rowGroupBytes > 0, "rowGroupBytes must be positive")
        precondition(pageRows > 0, "pageRows must be positive")
        precondition(pageBytes > 0 && pageBytes <= 1 << 30, "pageBytes must be 1…2^30")
        precondition(dictionaryBytes >= 0 && dictionaryBytes <= 1 << 30, "dictionaryBytes must be 0…2^30")
        precondition(statisticsTextBytes >= 4, "a text bound must have room for one character")
        if case .zstd(let level) = compression { precondition((1...22).contains(level), "zstd levels are 1…22") }
    }
}
