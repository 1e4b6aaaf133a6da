import TableFormats

/// The straightforward way to the same codes: one dictionary from text to code for each column, four bytes a code.
///
/// It stops before the file: no encoding of symbols, no packing of rows, no header. What the writer is compared with
/// has less to do.
struct DictionaryBaseline {
    private var codes: [[UInt32]]
    private var dictionaries: [[String: UInt32]]

    init(schema: TableSchema) {
        codes = schema.columns.map { _ in [] }
        dictionaries = schema.columns.map { _ in [:] }
    }

    var codeCount: Int { codes.reduce(0) { $0 + $1.count } }

    mutating func append(_ rows: TableRows) {
        for (index, values) in rows.columns.enumerated() {
            var next = 0
            for isPresent in values.present {
                guard isPresent else {
                    codes[index].append(0)
                    continue
                }
                let text = Self.text(values, next)
                next += 1
                let code = dictionaries[index][text] ?? UInt32(dictionaries[index].count + 1)
                dictionaries[index][text] = code
                codes[index].append(code)
            }
        }
    }

    private static func text(_ values: ColumnValues, _ next: Int) -> String {
        switch values.type {
        case .text, .json:
            let start = next == 0 ? 0 : values.textEnds[next - 1]
            return String(decoding: values.textBytes[start..<values.textEnds[next]], as: UTF8.self)
        case .integer, .timestamp, .day: return String(values.integers[next])
        case .number: return String(values.numbers[next])
        case .boolean: return values.booleans[next] ? "-1" : "0"
        }
    }
}
