import AuditTesting
import TableFormats
import TableSamples
import Testing

/// Promises of the writer about the whole file; that readers see the right values is checked with other programs.
@Suite(.inTurn) struct ParquetWriterTests {
    @Test func theGoldenFileStaysAsItIs() throws {
        let golden = try #require(ParquetSamples.all.first { $0.name == "golden" })
        #expect(try golden.parquet() == Fixtures.bytes("golden.parquet"))
    }

    @Test(arguments: ["golden", "nulls", "fall-back", "long-texts", "one-row-groups", "audit-small"])
    func howRowsAreHandedOverMakesNoDifference(_ name: String) throws {
        let sample = try #require(ParquetSamples.all.first { $0.name == name })
        let whole = try sample.parquet()
        let table = sample.rows
        let cells = table.cells
        var random = SeededGenerator(seed: 42)
        for largest in [1, 50, 9000] {
            var writer = ParquetWriter(
                schema: table.schema,
                metadata: sample.metadata,
                options: sample.options,
                sink: BufferSink()
            )
            var rows = TableRows(schema: table.schema)
            var start = 0
            while start < cells.count {
                let end = min(cells.count, start + random.below(largest + 1))
                rows.removeAll()
                for row in cells[start..<end] { rows.append(row) }
                try writer.append(rows)
                start = end
            }
            #expect(try writer.finish().bytes == whole)
        }
    }

    @Test func rowGroupsKeepTheirBounds() throws {
        let rows = AuditTable.rows(3000)
        var options = ParquetOptions(createdBy: "test version 1.0.0")
        options.rowGroupBytes = 100_000
        options.rowGroupRows = 140
        let groups = try rowGroups(rows, options)
        #expect(groups.reduce(0, +) == 3000)
        #expect(groups.allSatisfy { $0 <= 140 })
        // Rows have about 700 bytes, so sometimes the bytes end a group and sometimes the rows.
        #expect(groups.contains(140) && groups.dropLast().contains { $0 < 140 })
    }

    @Test func aRowBeyondTheBoundStandsAlone() throws {
        let schema = TableSchema(name: "t", columns: [ColumnDefinition("text", .text)])
        let texts = ["a", String(repeating: "b", count: 5000), "c", "d"]
        var options = ParquetOptions(createdBy: "test version 1.0.0")
        options.rowGroupBytes = 1000
        #expect(try rowGroups(TableRows(schema, texts.map { [.text($0)] }), options) == [1, 1, 2])
    }

    @Test func noRowsMakeAFileWithoutRowGroups() throws {
        let options = ParquetOptions(createdBy: "test version 1.0.0")
        var writer = ParquetWriter(schema: ParquetSamples.everyType, options: options, sink: BufferSink())
        try writer.append(TableRows(schema: ParquetSamples.everyType))
        let fields = try footer(of: try writer.finish().bytes)
        #expect(fields[3] == .integer(0))
        #expect(fields[4] == .list([]))
        #expect(fields[6] == .binary(Array("test version 1.0.0".utf8)))
    }

    @Test func aDayBeyondItsTypeIsRefused() throws {
        let schema = TableSchema(name: "t", columns: [ColumnDefinition("day", .day)])
        let options = ParquetOptions(createdBy: "test version 1.0.0")
        var writer = ParquetWriter(schema: schema, options: options, sink: BufferSink())
        let day = Int64(Int32.max) + 1
        #expect(throws: ParquetError.dayOutOfRange(column: "day", day: day)) {
            try writer.append(TableRows(schema, [[.integer(day)]]))
        }
    }

    @Test func whatTheSinkThrowsArrives() throws {
        struct Full: Error {}
        struct FullSink: ByteSink {
            var room: Int
            mutating func write(_ bytes: [UInt8]) throws {
                room -= bytes.count
                if room < 0 { throw Full() }
            }
        }
        let rows = AuditTable.rows(100)
        let options = ParquetOptions(createdBy: "test version 1.0.0")
        for room in [0, 4, 3000, 10_000] {
            #expect(throws: Full.self) {
                var writer = ParquetWriter(schema: rows.schema, options: options, sink: FullSink(room: room))
                try writer.append(rows)
                _ = try writer.finish()
            }
        }
    }

    @Test func theDictionaryStaysOnlyWhereItPays() throws {
        var random = SeededGenerator(seed: 9)
        let columns: [(name: String, type: ColumnType, hasDictionary: Bool, cell: (Int) -> TableCell)] = [
            ("constant", .text, true, { _ in .text("always the same") }),
            ("few", .text, true, { .text("user \($0 % 50)") }),
            ("unique", .text, false, { .text("event \($0)") }),
            ("unique after a while", .text, false, { .text("event \($0 < 5000 ? $0 % 7 : $0)") }),
            ("large", .text, false, { .text(String(repeating: "x", count: 300 + $0 % 200)) }),
            ("nulls", .text, false, { _ in .null }),
            ("few integers", .integer, true, { .integer(Int64($0 % 300)) }),
            ("all integers", .integer, false, { .integer(Int64($0)) }),
            ("few numbers", .number, true, { .number(Double($0 % 300) / 3) }),
            ("random numbers", .number, false, { _ in .number(Double(random.below(1 << 40))) }),
            ("days", .day, true, { .integer(Int64($0 / 500)) }),
            ("truths", .boolean, false, { .boolean($0 % 2 == 0) }),
        ]
        let schema = TableSchema(name: "t", columns: columns.map { ColumnDefinition($0.name, $0.type) })
        let cells = (0..<9000).map { row in columns.map { $0.cell(row) } }
        var options = ParquetOptions(createdBy: "test version 1.0.0")
        options.dictionaryBytes = 50_000
        var writer = ParquetWriter(schema: schema, options: options, sink: BufferSink())
        try writer.append(TableRows(schema, cells))
        let fields = try footer(of: try writer.finish().bytes)
        guard case .list(let groups) = fields[4], case .structure(let group) = groups.first,
            case .list(let chunks) = group[1]
        else {
            Issue.record("no columns")
            return
        }
        for (column, chunk) in zip(columns, chunks) {
            guard case .structure(let fields) = chunk, case .structure(let data) = fields[3],
                case .list(let encodings) = data[2]
            else {
                Issue.record("no metadata")
                return
            }
            #expect(encodings.contains(.integer(8)) == column.hasDictionary, "\(column.name)")
            #expect((data[11] != nil) == column.hasDictionary, "\(column.name)")
        }
    }

    private func rowGroups(_ rows: TableRows, _ options: ParquetOptions) throws -> [Int] {
        var writer = ParquetWriter(schema: rows.schema, options: options, sink: BufferSink())
        try writer.append(rows)
        guard case .list(let groups) = try footer(of: try writer.finish().bytes)[4] else { return [] }
        return groups.map { group in
            guard case .structure(let fields) = group, case .integer(let count) = fields[3] else { return -1 }
            return Int(count)
        }
    }

    private func footer(of bytes: [UInt8]) throws -> [Int64: ThriftReader.Value] {
        try #require(bytes.starts(with: "PAR1".utf8) && bytes.suffix(4).elementsEqual("PAR1".utf8))
        let length = bytes.dropLast(4).suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        var reader = ThriftReader(Array(bytes.dropLast(8).suffix(length)))
        let fields = try reader.structure()
        try #require(reader.isAtEnd)
        return fields
    }
}
