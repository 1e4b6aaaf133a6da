/// What of a column chunk goes into one data page.
struct ParquetPage: Equatable {
    /// Rows, counted from the start of the row group.
    var rows: Range<Int>
    /// Values that are present, counted from the start of the row group.
    var values: Range<Int>
    /// For texts written plain: where their bytes lie in the stage.
    var bytes: Range<Int>

    /// How many rows have no value.
    var nullCount: Int { rows.count - values.count }

    /// Cuts a column chunk into pages: each takes rows until the next one would break a bound.
    ///
    /// `cost` gives the bits that the next value takes in the page and where its bytes end; it is called once for each
    /// value in order.
    @inline(__always)
    static func cut(
        _ presence: borrowing ParquetStore<UInt8>,
        options: ParquetOptions,
        cost: (_ value: Int) -> (bits: Int, end: Int)
    ) -> [ParquetPage] {
        let flags = presence.elements
        let maximumBits = options.pageBytes * 8
        var pages: [ParquetPage] = []
        var page = ParquetPage(rows: 0..<0, values: 0..<0, bytes: 0..<0)
        var row = 0, value = 0, end = 0
        var bits = 0
        for flag in flags {
            let next = flag == 0 ? (bits: 0, end: end) : cost(value)
            if row - page.rows.lowerBound == options.pageRows || (bits + next.bits > maximumBits && bits > 0) {
                page.close(row: row, value: value, end: end)
                pages.append(page)
                page = ParquetPage(rows: row..<row, values: value..<value, bytes: end..<end)
                bits = 0
            }
            bits += next.bits
            row += 1
            value += Int(flag)
            end = next.end
        }
        page.close(row: row, value: value, end: end)
        pages.append(page)
        return pages
    }

    private mutating func close(row: Int, value: Int, end: Int) {
        rows = rows.lowerBound..<row
        values = values.lowerBound..<value
        bytes = bytes.lowerBound..<end
    }
}
