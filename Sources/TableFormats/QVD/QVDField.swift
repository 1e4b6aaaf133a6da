/// One field of a QVD file while it grows: its symbols and the code of every row.
struct QVDField: Sendable {
    /// The column that the field comes from.
    let column: ColumnDefinition
    /// The distinct values.
    private(set) var symbols: any QVDSymbolTable
    /// The codes of all rows.
    private(set) var codes = QVDRowCodes()
    /// Whether any row is null.
    private(set) var hasNulls = false

    /// Makes a field without rows; `seed` changes nothing but which values share a slot of the hash table.
    init(column: ColumnDefinition, seed: UInt64) {
        self.column = column
        if let encoding = QVDValueEncoding(column.type) {
            symbols = QVDValueSymbols(encoding: encoding, seed: seed)
        } else {
            symbols = QVDTextSymbols(seed: seed)
        }
    }

    /// Bytes held.
    var byteCount: Int { symbols.byteCount + codes.byteCount }

    /// Adds rows; `scratch` is room for their codes that the fields share.
    mutating func append(_ values: ColumnValues, scratch: inout [UInt32]) {
        let rowCount = values.present.count
        let presentCount = values.presentCount
        if presentCount < rowCount { hasNulls = true }
        guard presentCount > 0 else { return codes.appendNulls(rowCount) }
        scratch.removeAll(keepingCapacity: true)
        symbols.appendCodes(of: values, to: &scratch)
        codes.append(scratch)
    }
}
