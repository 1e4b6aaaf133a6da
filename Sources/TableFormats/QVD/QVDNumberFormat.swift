/// How an engine is to show a field's numbers: the `NumberFormat` element.
struct QVDNumberFormat: Hashable {
    /// The `Type` element.
    let type: String
    /// The `Fmt` element.
    let pattern: String

    /// The format of a column; it depends on the column alone, so every part of a table has the same.
    init(_ type: ColumnType) {
        switch type {
        case .timestamp: self = QVDNumberFormat(type: "TIMESTAMP", pattern: "YYYY-MM-DD hh:mm:ss[.fff]")
        case .day: self = QVDNumberFormat(type: "DATE", pattern: "YYYYMMDD")
        case .text, .json, .integer, .number, .boolean: self = QVDNumberFormat(type: "UNKNOWN", pattern: "")
        }
    }

    private init(type: String, pattern: String) {
        self.type = type
        self.pattern = pattern
    }
}
