/// The bounds of one QVD file; tests set smaller ones.
package struct QVDLimits: Sendable, Hashable {
    /// Most columns; keeps a row under 16 KiB.
    package let columnCount: Int
    /// Most rows.
    ///
    /// A column has at most as many symbols as rows, so this also keeps every stored code (symbol index plus 2) within
    /// 31 bits, which readers with signed 32-bit indexes can follow.
    package let rowCount: Int
    /// Most bytes of the distinct texts of one column, type bytes and terminators included.
    package let textSymbolByteCount: Int

    /// The bounds of the format as written here: 4096 columns, 2³¹ − 3 rows, 4 GiB of distinct text in a column.
    package static let format = QVDLimits(
        columnCount: 4096,
        rowCount: Int(Int32.max) - 2,
        textSymbolByteCount: Int(UInt32.max)
    )

    /// Makes bounds.
    ///
    /// - Precondition: none is larger than that of ``format``.
    package init(columnCount: Int, rowCount: Int, textSymbolByteCount: Int) {
        precondition(columnCount <= 4096 && rowCount <= Int(Int32.max) - 2, "more columns or rows than codes can name")
        precondition(textSymbolByteCount <= Int(UInt32.max), "symbol positions are 32 bits")
        self.columnCount = columnCount
        self.rowCount = rowCount
        self.textSymbolByteCount = textSymbolByteCount
    }
}
