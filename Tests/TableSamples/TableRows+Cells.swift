import TableFormats

extension TableRows {
    /// Makes rows of `schema`.
    package init(_ schema: TableSchema, _ rows: [[TableCell]]) {
        self.init(schema: schema)
        for row in rows { append(row) }
    }

    /// Adds a row with one cell for every column.
    package mutating func append(_ cells: [TableCell]) {
        precondition(cells.count == schema.columns.count, "one cell for every column")
        appendRow { columns in
            for (index, cell) in cells.enumerated() {
                switch cell {
                case .null: columns[index].appendNull()
                case .text(let text): columns[index].append(text)
                case .integer(let integer): columns[index].append(integer)
                case .number(let number): columns[index].append(number)
                case .boolean(let boolean): columns[index].append(boolean)
                }
            }
        }
    }

    /// The rows in runs of at most `length`.
    package func runs(of length: Int) -> [TableRows] {
        let cells = cells
        return stride(from: 0, to: count, by: length).map { start in
            TableRows(schema, Array(cells[start..<min(count, start + length)]))
        }
    }

    /// All rows, cell by cell.
    package var cells: [[TableCell]] {
        let columns = columns.map(\.cells)
        return (0..<count).map { row in columns.map { $0[row] } }
    }
}
