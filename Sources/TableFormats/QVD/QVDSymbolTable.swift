/// The distinct values of one field, in the order of their first appearance.
protocol QVDSymbolTable: Sendable {
    /// How many symbols there are.
    var count: Int { get }
    /// Bytes of the symbols as the file holds them.
    var encodedByteCount: Int { get }
    /// Bytes held; depends on the symbols alone, not on how they came.
    var byteCount: Int { get }
    /// What the symbols are, taken together.
    var traits: QVDSymbolTraits { get }

    /// Appends a code for every row: 0 for null, otherwise the symbol's index plus one.
    mutating func appendCodes(of values: ColumnValues, to codes: inout [UInt32])

    /// Writes the symbols as the file holds them, ``encodedByteCount`` bytes.
    func write(into pieces: inout QVDPieces, sink: inout some ByteSink) throws
}
