extension ColumnValues {
    /// How many rows have a value.
    var presentCount: Int {
        switch type {
        case .text, .json: textEnds.count
        case .integer, .timestamp, .day: integers.count
        case .number: numbers.count
        case .boolean: booleans.count
        }
    }

    /// Most bytes that the values may add to a table of text symbols: a zero byte becomes three.
    var largestTextSymbolByteCount: Int {
        3 * textBytes.count + 2 * textEnds.count
    }
}
