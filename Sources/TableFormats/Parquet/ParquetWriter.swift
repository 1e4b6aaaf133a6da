/// Writes rows into a Parquet file, streaming: one row group is held in memory, the rest is in the sink.
///
/// The file is a pure function of the schema, the metadata, the options, the version of libzstd and the sequence of
/// rows; how the rows were split over calls of ``append(_:)`` makes no difference to a single byte. The layout is
/// specified in `docs/formats/parquet.md`.
package struct ParquetWriter<Sink: ByteSink>: ~Copyable {
    private let schema: TableSchema
    private let options: ParquetOptions
    private var output: ParquetOutput<Sink>
    private var footer: ParquetFooter
    private let columns: [ParquetColumn]
    private let encoder: ParquetPageEncoder
    private var groupRows = 0
    private var groupBytes = 0

    /// Starts a file; nothing is written to `sink` before the first row group is full or the file is finished.
    ///
    /// `metadata` are key-value pairs for the footer, written in this order.
    package init(schema: TableSchema, metadata: [(String, String)] = [], options: ParquetOptions, sink: Sink) {
        options.check()
        precondition(!schema.columns.isEmpty, "a Parquet file has at least one column")
        self.schema = schema
        self.options = options
        output = ParquetOutput(sink)
        footer = ParquetFooter(schema: schema, metadata: metadata, options: options)
        columns = schema.columns.map { ParquetColumn($0, options) }
        encoder = ParquetPageEncoder(options.compression)
    }

    /// Adds rows behind the ones before.
    ///
    /// - Precondition: the rows belong to the writer's schema.
    /// - Throws: ``ParquetError``, or what the sink throws; the file and the writer are unusable afterwards.
    package mutating func append(_ rows: TableRows) throws {
        precondition(rows.schema == schema, "rows of another table than \(schema.name)")
        try check(rows)
        let cut = ParquetRowCut(rows, room: room)
        var start = 0
        var firstValues = [Int](repeating: 0, count: columns.count)
        while start < rows.count {
            let end = cut.end(from: start, room: room, isEmpty: groupRows == 0)
            for (index, column) in columns.enumerated() where end.row > start {
                firstValues[index] += column.append(
                    rows.columns[index],
                    rows: start..<end.row,
                    firstValue: firstValues[index]
                )
            }
            groupRows += end.row - start
            groupBytes += end.bytes
            start = end.row
            // More rows wait, so the group has no room for the next one. A group that is just full waits for the next
            // row or the end: both lead to the same file.
            if start < rows.count { try flush() }
        }
    }

    /// Writes what is left and the footer, and gives the sink back; only now the file is readable.
    ///
    /// - Throws: ``ParquetError``, or what the sink throws.
    package consuming func finish() throws -> Sink {
        if groupRows > 0 { try flush() }
        try writeMagic()
        try output.write(footer.bytes(at: output.position))
        return output.sink
    }

    /// What the current row group still takes.
    private var room: (rows: Int, bytes: Int) {
        (options.rowGroupRows - groupRows, options.rowGroupBytes - groupBytes)
    }

    private mutating func writeMagic() throws {
        if output.position == 0 { try output.write(ParquetFooter.magic) }
    }

    private mutating func flush() throws {
        try writeMagic()
        var chunks: [ParquetChunk] = []
        for column in columns {
            chunks.append(try write(column))
            column.removeAll()
        }
        footer.append(ParquetRowGroup(rowCount: groupRows, chunks: chunks))
        groupRows = 0
        groupBytes = 0
    }

    private mutating func write(_ column: ParquetColumn) throws -> ParquetChunk {
        let start = output.position
        var uncompressedBytes = 0
        let dictionary = column.stage.seal()
        if let dictionary {
            let encoded = try encoder.dictionaryPage(dictionary)
            uncompressedBytes += encoded.uncompressedBytes
            try output.write(encoded.bytes)
        }
        let dataPosition = output.position
        let encoding: ParquetEncoding = dictionary == nil ? .plain : .rleDictionary
        var entries: [ParquetPageEntry] = []
        for page in column.pages(options) {
            let encoded = try encoder.dataPage(page, of: column, encoding: encoding)
            uncompressedBytes += encoded.uncompressedBytes
            entries.append(
                ParquetPageEntry(
                    position: output.position,
                    byteCount: encoded.bytes.count,
                    firstRow: page.rows.lowerBound,
                    nullCount: page.nullCount,
                    bounds: column.stage.bounds(of: page)
                )
            )
            try output.write(encoded.bytes)
        }
        let bounds = entries.compactMap(\.bounds).reduce(nil as ParquetBounds?) { $0?.united(with: $1) ?? $1 }
        let index = footer.appendIndex(of: entries)
        return ParquetChunk(
            definition: column.definition,
            encoding: encoding,
            rowCount: groupRows,
            nullCount: groupRows - column.valueCount,
            bounds: bounds?.shortened(maximumBytes: options.statisticsTextBytes),
            dictionaryPosition: dictionary == nil ? nil : start,
            dataPosition: dataPosition,
            byteCount: output.position - start,
            uncompressedBytes: uncompressedBytes,
            pageCount: entries.count,
            columnIndex: index.columnIndex,
            offsetIndex: index.offsetIndex
        )
    }

    private func check(_ rows: TableRows) throws(ParquetError) {
        for (definition, column) in zip(schema.columns, rows.columns) {
            if definition.type == .day, let day = column.integers.first(where: { Int32(exactly: $0) == nil }) {
                throw .dayOutOfRange(column: definition.name, day: day)
            }
            guard column.textBytes.count > ParquetError.maximumTextBytes else { continue }
            var start = 0
            for end in column.textEnds {
                guard end - start <= ParquetError.maximumTextBytes else {
                    throw .textTooLong(column: definition.name, bytes: end - start)
                }
                start = end
            }
        }
    }
}

/// Safe because a writer can't be copied and never hands out the classes that it is made of.
extension ParquetWriter: @unchecked Sendable where Sink: Sendable {}
