/// What the page index says about one data page.
package struct ParquetPageEntry: Sendable, Hashable {
    /// Where the page's header starts in the file.
    package var position: Int
    /// Bytes of header and contents.
    package var byteCount: Int
    /// Its first row, counted from the start of the row group.
    package var firstRow: Int
    /// How many of its rows have no value.
    package var nullCount: Int
    /// Bounds of its values, or nil when it has only nulls.
    package var bounds: ParquetBounds?

    /// Takes what the fields say.
    package init(position: Int, byteCount: Int, firstRow: Int, nullCount: Int, bounds: ParquetBounds?) {
        self.position = position
        self.byteCount = byteCount
        self.firstRow = firstRow
        self.nullCount = nullCount
        self.bounds = bounds
    }
}
