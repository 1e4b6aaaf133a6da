import TableFormats

extension ColumnValues {
    /// All values, nulls included.
    package var cells: [TableCell] {
        var next = 0
        return present.map { isPresent in
            guard isPresent else { return .null }
            defer { next += 1 }
            switch type {
            case .text, .json:
                let start = next == 0 ? 0 : textEnds[next - 1]
                return .text(String(decoding: textBytes[start..<textEnds[next]], as: UTF8.self))
            case .integer, .timestamp, .day: return .integer(integers[next])
            case .number: return .number(numbers[next])
            case .boolean: return .boolean(booleans[next])
            }
        }
    }
}
