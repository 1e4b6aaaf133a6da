import AuditTesting
import TableFormats
import Testing

/// Promises of the writer about the whole file, its bounds and what it refuses.
@Suite(.inTurn) struct QVDWriterTests {
    /// A sink that keeps the sizes of the pieces, and fails at a chosen one.
    private struct CountingSink: ByteSink {
        var sizes: [Int] = []
        var bytes: [UInt8] = []
        var failsAt = Int.max

        mutating func write(_ bytes: [UInt8]) throws {
            if sizes.count == failsAt { throw Full() }
            sizes.append(bytes.count)
            self.bytes += bytes
        }
    }

    private struct Full: Error {}

    private func mixed(rows count: Int) -> TableRows {
        let columns = [ColumnDefinition("t", .text), ColumnDefinition("n", .integer), ColumnDefinition("c", .text)]
        var rows = TableRows(schema: TableSchema(name: "T", columns: columns))
        for index in 0..<count {
            rows.appendRow { columns in
                columns[0].append(index % 5 == 0 ? nil : "text \(index)")
                columns[1].append(Int64(index / 3))
                columns[2].append("constant")
            }
        }
        return rows
    }

    @Test func aFileGoesOutInBoundedPieces() throws {
        var writer = try QVDWriter(schema: mixed(rows: 0).schema, header: QVDSupport.header)
        try writer.append(mixed(rows: 120_000))
        var sink = CountingSink()
        try writer.finish(into: &sink)
        #expect(sink.sizes.count > 8)
        #expect(sink.sizes.allSatisfy { $0 <= 262_144 + 64 })
        let (header, body) = QVDSupport.split(sink.bytes)
        let offset = QVDSupport.elements("Offset", in: header).last.flatMap { Int($0) } ?? 0
        let length = QVDSupport.elements("Length", in: header).last.flatMap { Int($0) } ?? 0
        #expect(body.count == offset + length)
    }

    @Test func aWriterOutlivesASinkThatFails() throws {
        var writer = try QVDWriter(schema: mixed(rows: 0).schema, header: QVDSupport.header)
        try writer.append(mixed(rows: 20_000))
        var failing = CountingSink(failsAt: 1)
        #expect(throws: Full.self) { try writer.finish(into: &failing) }
        var sink = BufferSink()
        try writer.finish(into: &sink)
        #expect(try sink.bytes == QVDSupport.file([mixed(rows: 20_000)]))
    }

    @Test func heldBytesDependOnTheRowsOnly() throws {
        var whole = try QVDWriter(schema: mixed(rows: 0).schema, header: QVDSupport.header)
        try whole.append(mixed(rows: 3000))
        var parts = try QVDWriter(schema: mixed(rows: 0).schema, header: QVDSupport.header)
        for start in stride(from: 0, to: 3000, by: 7) {
            var run = TableRows(schema: parts.schema)
            for index in start..<min(3000, start + 7) {
                run.appendRow { columns in
                    columns[0].append(index % 5 == 0 ? nil : "text \(index)")
                    columns[1].append(Int64(index / 3))
                    columns[2].append("constant")
                }
            }
            try parts.append(run)
        }
        #expect(parts.byteCount == whole.byteCount)
        var sinks = (BufferSink(), BufferSink())
        try whole.finish(into: &sinks.0)
        try parts.finish(into: &sinks.1)
        #expect(sinks.0.bytes == sinks.1.bytes)
    }

    @Test func nullAndConstantColumnsCostNextToNothing() throws {
        var writer = try QVDWriter(schema: QVDSupport.texts([]).schema, header: QVDSupport.header)
        try writer.append(QVDSupport.texts([String?](repeating: nil, count: 100_000)))
        #expect(writer.byteCount == 0)
        var constant = try QVDWriter(schema: QVDSupport.texts([]).schema, header: QVDSupport.header)
        try constant.append(QVDSupport.texts([String?](repeating: "same", count: 100_000)))
        #expect(constant.byteCount < 200)
    }

    @Test func anEmptyTableHasNoBody() throws {
        let (header, body) = QVDSupport.split(try QVDSupport.file([mixed(rows: 0)]))
        #expect(body.isEmpty)
        #expect(QVDSupport.elements("RecordByteSize", in: header) == ["1"])
        #expect(QVDSupport.elements("NoOfRecords", in: header) == ["0"])
        #expect(QVDSupport.elements("BitWidth", in: header) == ["0", "0", "8"])
        #expect(QVDSupport.elements("Bias", in: header) == ["0", "0", "0"])
        #expect(QVDSupport.elements("Length", in: header) == ["0", "0", "0", "0"])
    }

    @Test func headerTextIsEscapedAndKeptValid() throws {
        let column = ColumnDefinition("a<b", .text, comment: "\u{1} & \u{FFFF}")
        let schema = TableSchema(name: "x>\"y'", columns: [column])
        let options = QVDHeaderOptions(
            creatorDoc: "",
            createdAtMilliseconds: -1,
            lineage: [QVDLineage(discriminator: "</Lineage>", statement: "a\nb")],
            tableComment: "]]>\0"
        )
        var sink = BufferSink()
        try QVDWriter(schema: schema, header: options).finish(into: &sink)
        let header = QVDSupport.split(sink.bytes).header
        #expect(QVDSupport.elements("FieldName", in: header) == ["a&lt;b"])
        #expect(QVDSupport.elements("TableName", in: header) == ["x&gt;\"y'"])
        #expect(QVDSupport.elements("Comment", in: header) == ["\u{2401} &amp; \u{FFFD}", "]]&gt;\u{2400}"])
        #expect(QVDSupport.elements("Discriminator", in: header) == ["&lt;/Lineage&gt;"])
        #expect(QVDSupport.elements("CreateUtcTime", in: header) == ["1969-12-31 23:59:59"])
        #expect(header.hasSuffix(" </QvdTableHeader>\r\n"))
    }

    @Test func tablesThatCanNeverFitAreRefused() {
        let none = TableSchema(name: "T", columns: [])
        #expect(throws: QVDError.noColumns) { try QVDWriter(schema: none, header: QVDSupport.header) }
        let many = TableSchema(name: "T", columns: (0..<4097).map { ColumnDefinition("\($0)", .text) })
        #expect(throws: QVDError.tooManyColumns(count: 4097, limit: 4096)) {
            try QVDWriter(schema: many, header: QVDSupport.header)
        }
        for name in ["", "a\u{1}"] {
            let odd = TableSchema(name: "T", columns: [ColumnDefinition(name, .text)])
            #expect(throws: QVDError.unusableFieldName(name)) { try QVDWriter(schema: odd, header: QVDSupport.header) }
        }
        let never = QVDHeaderOptions(creatorDoc: "", createdAtMilliseconds: 253_402_300_800_000)
        #expect(throws: QVDError.creationTimeOutOfRange(milliseconds: 253_402_300_800_000)) {
            try QVDWriter(schema: mixed(rows: 0).schema, header: never)
        }
    }

    @Test func rowsOverALimitLeaveTheWriterAsItWas() throws {
        let limits = QVDLimits(columnCount: 1, rowCount: 3, textSymbolByteCount: 20)
        var writer = try QVDWriter(schema: QVDSupport.texts([]).schema, header: QVDSupport.header, limits: limits)
        try writer.append(QVDSupport.texts(["ab", nil]))
        #expect(throws: QVDError.tooManyRows(count: 4, limit: 3)) { try writer.append(QVDSupport.texts(["c", "d"])) }
        #expect(throws: QVDError.tooMuchText(field: "t", byteCount: 4 + 17, limit: 20)) {
            try writer.append(QVDSupport.texts(["cdefg"]))
        }
        var sink = BufferSink()
        try writer.finish(into: &sink)
        #expect(try sink.bytes == QVDSupport.file([QVDSupport.texts(["ab", nil])]))
    }
}
