/// Stages a column of truth values; they are always written in PLAIN encoding, one bit each.
final class ParquetBooleanStage: ParquetStage {
    /// One byte per value: 0 or 1.
    private var values = ParquetStore<UInt8>()

    func append(_ column: ColumnValues, values range: Range<Int>) {
        values.reserve(range.count)
        for value in column.booleans[range] { values.append(value ? 1 : 0) }
    }

    func seal() -> ParquetDictionaryPage? { nil }

    func pages(_ presence: borrowing ParquetStore<UInt8>, _ options: ParquetOptions) -> [ParquetPage] {
        ParquetPage.cut(presence, options: options) { _ in (1, 0) }
    }

    func appendValues(of page: ParquetPage, to bytes: inout [UInt8]) {
        var byte: UInt8 = 0
        var bit: UInt8 = 0
        for value in values.elements[page.values] {
            byte |= value << bit
            bit += 1
            if bit == 8 {
                bytes.append(byte)
                byte = 0
                bit = 0
            }
        }
        if bit > 0 { bytes.append(byte) }
    }

    func bounds(of page: ParquetPage) -> ParquetBounds? {
        let values = values.elements[page.values]
        guard !values.isEmpty else { return nil }
        return ParquetBounds(minimum: .boolean(!values.contains(0)), maximum: .boolean(values.contains(1)))
    }

    func removeAll() {
        values.removeAll()
    }
}
