import AuditTesting
import TableFormats

/// Tables at the edges of Parquet: pages, row groups, dictionaries, statistics.
///
/// The small ones become QVD files too.
package enum ParquetSamples {
    /// One column of every type.
    package static let everyType = TableSchema(
        name: "every type",
        columns: [
            ColumnDefinition("text", .text), ColumnDefinition("json", .json), ColumnDefinition("integer", .integer),
            ColumnDefinition("number", .number), ColumnDefinition("boolean", .boolean),
            ColumnDefinition("timestamp", .timestamp), ColumnDefinition("day", .day),
        ]
    )

    /// All of them.
    package static var all: [TableSample] {
        [
            TableSample("golden", golden, metadata: [("table", "golden"), ("empty", "")]) {
                $0.compression = .uncompressed
                $0.pageRows = 4
            },
            TableSample("every-type", extremes, metadata: [("note", "å 😀"), ("rows", "all kinds")]),
            TableSample("zero-rows", TableRows(schema: everyType), metadata: [("rows", "none")]),
            TableSample("nulls", nulls(1500)) { $0.pageRows = 300 },
            TableSample("high-cardinality", unique(50_000), formats: [.parquet]) {
                $0.rowGroupRows = 20_000
                $0.pageRows = 3000
            },
            TableSample("fall-back", repeatedThenUnique, formats: [.parquet]) { $0.dictionaryBytes = 4000 },
            TableSample("long-texts", longTexts) { $0.pageBytes = 1 << 16 },
            TableSample("one-row-pages", extremes, formats: [.parquet]) { $0.pageRows = 1 },
            TableSample("one-row-groups", extremes, formats: [.parquet]) { $0.rowGroupRows = 1 },
            TableSample("sorted", sorted(30_000), formats: [.parquet]) {
                $0.rowGroupRows = 7000
                $0.pageRows = 1000
            },
            TableSample("audit", AuditTable.rows(30_000), formats: [.parquet]) {
                $0.rowGroupBytes = 4 << 20
                $0.pageBytes = 1 << 17
            },
            TableSample("audit-small", AuditTable.rows(3000)) {
                $0.rowGroupBytes = 300_000
                $0.pageBytes = 10_000
            },
            TableSample("audit-one-row", AuditTable.rows(1)),
            TableSample("audit-uncompressed", AuditTable.rows(5000), formats: [.parquet]) {
                $0.compression = .uncompressed
            },
            TableSample("audit-default", AuditTable.rows(110_000, seed: 3), formats: [.parquet]),
        ]
    }

    /// Eleven rows for the golden file: nulls, a dictionary, two kinds of text, several pages.
    package static var golden: TableRows {
        var rows = TableRows(schema: everyType)
        for row in 0..<11 {
            let number = Int64(row)
            rows.append([
                row == 3 ? .null : .text(row % 2 == 0 ? "a sheet of the sales app" : "a sheet of the finance app"),
                row < 4 ? .null : .text(#"{"row":\#(row)}"#),
                .integer(number * number - 20),
                row % 3 == 0 ? .null : .number(Double(row) / 4),
                row == 10 ? .null : .boolean(row % 4 == 0),
                .integer(1_770_801_243_480 + 1000 * number),
                .integer(20_495),
            ])
        }
        return rows
    }

    /// The ends of all ranges, odd texts, and rows of nulls in between.
    package static var extremes: TableRows {
        let nulls = [TableCell](repeating: .null, count: 7)
        let texts = ["", "\u{0}", "a\u{0}b", "\u{10FFFF}", "😀👩‍👩‍👧", "å", "\u{7F}\u{80}", "\u{FEFF}x", "\r\n\t\"\\", "ÿ"]
        let numbers = [
            0, -0.0, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude, 0.1, 1e300, -2.5,
            .pi, 9_007_199_254_740_991,
        ]
        let integers: [Int64] = [.min, .max, 0, -1, 1, 1 << 53 + 1, -(1 << 32), 255, 256, 1 << 31]
        let days: [Int64] = [0, -1, 1, 20_495, -719_162, 2_932_896, 10_957, 365, -25_567, 47_482]
        var rows = TableRows(schema: everyType)
        for index in texts.indices {
            if index % 3 == 1 { rows.append(nulls) }
            rows.append([
                .text(texts[index]), .text("[\(index),\"😀\"]"), .integer(integers[index]), .number(numbers[index]),
                .boolean(index % 2 == 0), .integer(days[index] * 86_400_000 + 86_399_999), .integer(days[index]),
            ])
        }
        return rows
    }

    /// Columns of nulls only, of one value only, and of both; nulls for whole pages.
    private static func nulls(_ count: Int) -> TableRows {
        let types: [ColumnType] = [.text, .json, .integer, .number, .boolean, .timestamp, .day]
        var columns: [ColumnDefinition] = []
        for kind in ["none", "constant", "some", "late"] {
            columns += types.map { ColumnDefinition("\(kind) \($0)", $0) }
        }
        let constants: [TableCell] = [
            .text("same"), .text("{}"), .integer(-5), .number(2.5), .boolean(true), .integer(86_400_000), .integer(7),
        ]
        var rows = TableRows(schema: TableSchema(name: "nulls", columns: columns))
        let none = [TableCell](repeating: .null, count: types.count)
        for row in 0..<count {
            rows.append(
                none + constants + (row % 7 == 0 ? constants : none) + (row >= 2 * count / 3 ? constants : none)
            )
        }
        return rows
    }

    /// Different values in every row.
    private static func unique(_ count: Int) -> TableRows {
        var random = SeededGenerator(seed: 11)
        var rows = TableRows(schema: everyType)
        for _ in 0..<count {
            let word = Int64(bitPattern: random.next())
            rows.append([
                .text(random.uuid()), .text("{\"id\":\"\(random.uuid())\"}"), .integer(word),
                .number(Double(word) / 3), .boolean(word & 1 == 0), .integer(word % 4_000_000_000_000),
                .integer(word % 1_000_000),
            ])
        }
        return rows
    }

    /// Begins as if a dictionary were worth it and then outgrows it.
    private static var repeatedThenUnique: TableRows {
        var random = SeededGenerator(seed: 5)
        var rows = TableRows(schema: everyType)
        for row in 0..<12_000 {
            let value = row < 5000 ? Int64(row % 10) : Int64(row)
            rows.append([
                .text("user \(value)"), row % 2 == 0 ? .null : .text("[\(value)]"), .integer(value),
                .number(Double(value) / 8), .boolean(random.below(2) == 0), .integer(value * 1000), .integer(value),
            ])
        }
        return rows
    }

    /// Texts beyond every bound of the statistics, up to one of 1 MiB.
    private static var longTexts: TableRows {
        let beginning = String(repeating: "x", count: 62)
        let texts = [
            String(repeating: "long ", count: 210_000), String(repeating: "😀", count: 262_144), beginning + "😀 end",
            beginning + "å", beginning, "", String(repeating: "\u{10FFFF}", count: 40),
            String(repeating: "\u{D7FF}", count: 40), String(repeating: "\u{0}", count: 100_000),
        ]
        let columns = ["long", "bounded", "ordered", "unbounded"].map { ColumnDefinition($0, .text) }
        var rows = TableRows(schema: TableSchema(name: "long texts", columns: columns))
        for (index, text) in texts.enumerated() {
            rows.append([
                .text(text),
                index == 6 ? .null : .text(text),
                .text(beginning + "öö" + String(repeating: "\(index)", count: 50)),
                index == 4 ? .null : .text(String(repeating: "\u{10FFFF}", count: 20) + "\(index)"),
            ])
        }
        return rows
    }

    /// Ascending, descending and mixed columns: predicates can leave out row groups and pages.
    private static func sorted(_ count: Int) -> TableRows {
        let columns = [
            ColumnDefinition("up", .integer), ColumnDefinition("down", .integer), ColumnDefinition("mixed", .integer),
            ColumnDefinition("instant", .timestamp), ColumnDefinition("day", .day), ColumnDefinition("name", .text),
            ColumnDefinition("share", .number),
        ]
        var random = SeededGenerator(seed: 23)
        var rows = TableRows(schema: TableSchema(name: "sorted", columns: columns))
        for row in 0..<count {
            let digits = String(1_000_000 + row).dropFirst()
            rows.append([
                .integer(Int64(row)), .integer(Int64(-row)), .integer(Int64(random.below(1000))),
                .integer(1_700_000_000_000 + Int64(row) * 60_000), .integer(19_000 + Int64(row / 1440)),
                .text("name \(digits) " + String(repeating: "å", count: 40)),
                row % 10 == 0 ? .null : .number(Double(row) / Double(count)),
            ])
        }
        return rows
    }
}
