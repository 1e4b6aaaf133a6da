/// A column of the row group that is being filled: its stage, and which rows have a value.
final class ParquetColumn {
    /// The column's name and type.
    let definition: ColumnDefinition
    /// The values.
    let stage: any ParquetStage
    /// One byte per row: 1 when the row has a value, else 0.
    private(set) var presence = ParquetStore<UInt8>()
    /// How many rows have a value.
    private(set) var valueCount = 0

    /// Starts empty.
    init(_ definition: ColumnDefinition, _ options: ParquetOptions) {
        self.definition = definition
        stage = definition.type.parquetStage(options)
    }

    /// Takes over some rows, whose values start at `firstValue`; returns how many values they have.
    func append(_ column: ColumnValues, rows: Range<Int>, firstValue: Int) -> Int {
        presence.reserve(rows.count)
        var count = 0
        column.present.withUnsafeBufferPointer { present in
            for isPresent in present[rows] {
                presence.append(isPresent ? 1 : 0)
                count += isPresent ? 1 : 0
            }
        }
        valueCount += count
        if count > 0 { stage.append(column, values: firstValue..<firstValue + count) }
        return count
    }

    /// Appends the definition levels of a page: which of its rows have a value.
    func appendLevels(of page: ParquetPage, to bytes: inout [UInt8]) {
        if page.nullCount == 0 || page.values.isEmpty {
            ParquetRunEncoder.run(of: page.nullCount == 0 ? 1 : 0, count: page.rows.count, bitWidth: 1, to: &bytes)
        } else {
            let levels = UnsafeBufferPointer(rebasing: presence.elements[page.rows])
            ParquetRunEncoder.append(levels, bitWidth: 1, to: &bytes)
        }
    }

    /// Cuts the column chunk into data pages.
    func pages(_ options: ParquetOptions) -> [ParquetPage] {
        stage.pages(presence, options)
    }

    /// Forgets all rows; keeps the room.
    func removeAll() {
        stage.removeAll()
        presence.removeAll()
        valueCount = 0
    }
}
