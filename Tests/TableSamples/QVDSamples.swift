import AuditTesting
import TableFormats

/// Tables at the edges of QVD: symbols, the calendar, the layout of rows.
///
/// Parquet files are made of them too, where Parquet has such values.
package enum QVDSamples {
    /// All of them.
    package static var all: [TableSample] {
        [
            vector, texts, integers, numbers, booleans, timestamps, days, mixedNulls, oneFullRow, manyDistinct,
            controlCharacters,
            TableSample("empty-one-column", columns: [ColumnDefinition("a", .text)], rows: []),
            TableSample("only-nulls", columns: [ColumnDefinition("a", .text)], rows: [[.null], [.null]]),
        ]
    }

    /// The table of the golden file.
    package static var vector: TableSample {
        TableSample(
            "vector",
            table: "Vector",
            columns: [
                ColumnDefinition("k", .text), ColumnDefinition("n", .integer), ColumnDefinition("ts", .timestamp),
                ColumnDefinition("z", .text),
            ],
            rows: [
                [.text("a"), .integer(7), .integer(1_772_988_381_181), .null],
                [.null, .integer(7), .null, .null],
                [.text("b"), .integer(7), .integer(1_773_014_400_000), .null],
            ],
            header: TableSample.plainHeader
        )
    }

    private static var texts: TableSample {
        let values = [
            "", "a\0b", "a\u{2400}b", "\0", "plain", "grinning 😀 face", "𝄞", "\u{10FFFF}", "\u{E9}", "e\u{301}",
            "\u{FEFF}mark", " space ", "007", "7", "-1.50", "1e5", "line\nfeed", "carriage\r\nreturn", "tab\t",
            "<&>\"'",
            "]]>", "</QvdTableHeader>", "\u{3}\u{1F}\u{7F}", "\u{85}\u{2028}", "日本語", "C:\\path\\", "2026-03-08",
            "NULL",
            "None", String(repeating: "x", count: 1_048_576), String(repeating: "é", count: 524_287) + "😀",
        ]
        let rows: [[TableCell]] = values.map { [.text($0), .text("{\"length\":\($0.utf8.count)}")] }
        return TableSample(
            "texts",
            columns: [ColumnDefinition("text", .text, comment: "<odd> & \"even\""), ColumnDefinition("json", .json)],
            rows: rows + [[.null, .text("{}")]] + rows.reversed()
        )
    }

    /// The characters that some readers take for type bytes.
    private static var controlCharacters: TableSample {
        let values = (1...31).map { "a\(Unicode.Scalar(UInt8($0)))b" }
        return TableSample(
            "control-characters",
            columns: [ColumnDefinition("text", .text)],
            rows: values.map { [.text($0)] }
        )
    }

    private static var integers: TableSample {
        let small: [Int64] = [0, 1, -1, 255, 256, -32_768, 2_147_483_647, -2_147_483_648]
        let large: [Int64] = [
            2_147_483_648, -2_147_483_649, 1_241_264_654_654, 999_999_999_999_999, 3_213_821_398_129_038,
            9_007_199_254_740_991, 9_007_199_254_740_992, -9_007_199_254_740_992,
        ]
        let texts: [Int64] = [9_007_199_254_740_993, -9_007_199_254_740_993, .max, .min]
        let all = small + large + texts
        let rows = all.indices.map { index -> [TableCell] in
            [
                .integer(small[index % small.count]), .integer((small + large)[index % 16]), .integer(all[index]),
                .integer(texts[index % texts.count]),
            ]
        }
        let names = ["small", "exact", "mixed", "huge"]
        return TableSample(
            "integers",
            columns: names.map { ColumnDefinition($0, .integer) },
            rows: rows + [[.null, .null, .null, .null]]
        )
    }

    private static var numbers: TableSample {
        let values: [Double] = [
            0, -0.0, 1, -1, 0.1, -1.5, 3, 1e15, 1e300, -1e-300, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
            0.1 + 0.2, 12.5,
        ]
        return TableSample(
            "numbers",
            columns: [ColumnDefinition("number", .number)],
            rows: values.map { [.number($0)] } + [[.null]]
        )
    }

    private static var booleans: TableSample {
        TableSample(
            "booleans",
            columns: ["both", "some", "yes", "no"].map { ColumnDefinition($0, .boolean) },
            rows: [
                [.boolean(true), .null, .boolean(true), .boolean(false)],
                [.boolean(false), .boolean(false), .boolean(true), .boolean(false)],
                [.boolean(true), .boolean(true), .boolean(true), .boolean(false)],
            ]
        )
    }

    private static var timestamps: TableSample {
        let inRange: [Int64] = [
            0, -1, 1, -86_400_000, 1_772_988_381_181, 1_773_014_400_000, 951_782_400_000, 4_107_542_399_999,
            -2_209_161_600_000, -2_209_161_600_001, -2_203_891_200_000, -62_135_596_800_000, 253_402_300_799_999,
            1_709_164_800_000, -11_644_473_600_000,
        ]
        let outside: [Int64] = [-62_135_596_800_001, 253_402_300_800_000, -62_198_755_200_000, .min, .max]
        var generator = SeededGenerator(seed: 3)
        let random = (0..<2000).map { _ in
            Int64.random(in: -62_135_596_800_000...253_402_300_799_999, using: &generator)
        }
        let rows = (inRange + random).map { [TableCell.integer($0), .integer($0)] }
        return TableSample(
            "timestamps",
            columns: [ColumnDefinition("moment", .timestamp), ColumnDefinition("odd", .timestamp)],
            rows: rows + outside.map { [.null, .integer($0)] },
            formats: [.qvd]
        )
    }

    private static var days: TableSample {
        let inRange: [Int64] = [0, -1, 1, 20_520, 11_016, -25_569, -25_570, -719_162, 2_932_896, 19_782, -134_774]
        let outside: [Int64] = [-719_163, 2_932_897, .min, .max]
        var generator = SeededGenerator(seed: 4)
        let random = (0..<2000).map { _ in Int64.random(in: -719_162...2_932_896, using: &generator) }
        return TableSample(
            "days",
            columns: [ColumnDefinition("day", .day), ColumnDefinition("odd", .day)],
            rows: (inRange + random).map { [.integer($0), .integer($0)] } + outside.map { [.null, .integer($0)] },
            formats: [.qvd]
        )
    }

    private static var mixedNulls: TableSample {
        var generator = SeededGenerator(seed: 5)
        let columns = (0..<60).map { ColumnDefinition("c\($0)", $0 % 2 == 0 ? .text : .integer) }
        let rows = (0..<700).map { _ in
            (0..<60).map { column -> TableCell in
                let value = Int.random(in: 0...(column * 3), using: &generator)
                if value == 0 { return .null }
                return column % 2 == 0 ? .text("v\(value)") : .integer(Int64(value))
            }
        }
        return TableSample("mixed-nulls", columns: columns, rows: rows)
    }

    private static var oneFullRow: TableSample {
        TableSample(
            "one-full-row",
            columns: [
                ColumnDefinition("a", .text), ColumnDefinition("b", .integer), ColumnDefinition("c", .timestamp),
            ],
            rows: [[.text("one"), .integer(1), .integer(1)]]
        )
    }

    private static var manyDistinct: TableSample {
        TableSample(
            "many-distinct",
            columns: [
                ColumnDefinition("text", .text), ColumnDefinition("integer", .integer), ColumnDefinition("few", .text),
                ColumnDefinition("moment", .timestamp), ColumnDefinition("constant", .text),
            ],
            rows: (0..<70_000).map { index -> [TableCell] in
                let few: TableCell = index % 3 == 0 ? .null : .text("few \(index % 300)")
                let moment = 1_772_988_381_181 + Int64(index) * 997
                return [
                    .text("value \(index)"), .integer(Int64(index) * 65_537 - 2_000_000_000), few,
                    index == 69_999 ? .null : .integer(moment), .text("always"),
                ]
            },
            formats: [.qvd]
        )
    }
}
