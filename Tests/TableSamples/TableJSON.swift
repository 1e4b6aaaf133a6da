import TableFormats

/// Describes a table as JSON, for checks in other languages.
package enum TableJSON {
    /// An object with `columns` (name and type), `rows` (arrays of values) and what a Parquet file says besides.
    package static func text(_ sample: TableSample) -> String {
        let table = sample.rows
        let columns = table.schema.columns.map { "[\(quoted($0.name)),\(quoted("\($0.type)"))]" }
        let metadata = sample.metadata.map { "[\(quoted($0.0)),\(quoted($0.1))]" }
        let rows = table.cells.map { "[\($0.map(cell).joined(separator: ","))]" }
        return """
            {"name":\(quoted(table.schema.name)),
            "columns":[\(columns.joined(separator: ","))],
            "metadata":[\(metadata.joined(separator: ","))],
            "statisticsTextBytes":\(sample.options.statisticsTextBytes),
            "rows":[
            \(rows.joined(separator: ",\n"))
            ]}

            """
    }

    private static func cell(_ cell: TableCell) -> String {
        switch cell {
        case .null: "null"
        case .text(let text): quoted(text)
        case .integer(let integer): "\(integer)"
        // The shortest text that gives the same number again.
        case .number(let number): "\(number)"
        case .boolean(let boolean): "\(boolean)"
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\":
                quoted += "\\"
                quoted.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default:
                quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
