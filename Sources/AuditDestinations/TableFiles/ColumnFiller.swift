import TableFormats

/// Walks the columns of a row from left to right, so that no value can land in another's column.
struct ColumnFiller {
    private var index = 0

    mutating func add(_ text: String?, to columns: inout [ColumnValues]) {
        columns[index].append(text)
        index += 1
    }

    mutating func add(_ integer: Int64?, to columns: inout [ColumnValues]) {
        columns[index].append(integer)
        index += 1
    }

    mutating func add(_ number: Double?, to columns: inout [ColumnValues]) {
        columns[index].append(number)
        index += 1
    }

    mutating func add(_ boolean: Bool?, to columns: inout [ColumnValues]) {
        columns[index].append(boolean)
        index += 1
    }

    /// Whether every column got its value.
    func isComplete(_ columns: [ColumnValues]) -> Bool { index == columns.count }
}
