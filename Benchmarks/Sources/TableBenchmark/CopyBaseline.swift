import TableFormats

/// The least that any writer has to do that buffers rows: one copy of all values.
struct CopyBaseline {
    private(set) var byteCount = 0

    mutating func append(_ rows: TableRows) {
        for column in rows.columns {
            let flags = column.present.map { $0 }
            let integers = column.integers.map { $0 }
            let numbers = column.numbers.map { $0 }
            let booleans = column.booleans.map { $0 }
            let ends = column.textEnds.map { $0 }
            let text = column.textBytes.map { $0 }
            byteCount += flags.count + 8 * (integers.count + numbers.count + ends.count) + booleans.count + text.count
        }
    }
}
