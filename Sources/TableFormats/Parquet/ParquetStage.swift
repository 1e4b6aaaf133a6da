/// What the writer holds of one column while a row group fills, and the pages that become of it.
///
/// The order of calls: `append` any number of times, `seal` once, then the others, then `removeAll`.
protocol ParquetStage: AnyObject {
    /// Takes over the values of some rows; whoever calls keeps account of the nulls.
    func append(_ column: ColumnValues, values: Range<Int>)

    /// Decides on the encoding; returns the dictionary when there is one.
    func seal() -> ParquetDictionaryPage?

    /// Cuts the chunk into data pages; `presence` has one byte per row: 1 when it has a value, else 0.
    func pages(_ presence: borrowing ParquetStore<UInt8>, _ options: ParquetOptions) -> [ParquetPage]

    /// Appends the encoded values of a page to `bytes`.
    func appendValues(of page: ParquetPage, to bytes: inout [UInt8])

    /// The least and the greatest value of a page, or nil when it has only nulls.
    func bounds(of page: ParquetPage) -> ParquetBounds?

    /// Forgets all values; keeps the room.
    func removeAll()
}
