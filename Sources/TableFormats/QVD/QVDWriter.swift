/// Makes one QVD file, QlikView's and Qlik Sense's table format, laid out as their engine lays it out.
///
/// A file begins with the distinct values of every column, so nothing can be written before the last row is known. The
/// writer holds the rows as distinct values and codes, usually a small part of their size; the caller bounds a file by
/// ``byteCount``. The same rows give the same bytes, however they were divided into calls of ``append(_:)``.
///
/// The format is described in `docs/formats/qvd.md`.
package struct QVDWriter: Sendable {
    /// The table.
    package let schema: TableSchema
    /// How many rows were added.
    package private(set) var rowCount = 0
    private let header: QVDHeaderOptions
    private let limits: QVDLimits
    private var fields: [QVDField]

    /// Starts a file without rows.
    ///
    /// - Parameters:
    ///   - schema: the table; each column becomes a field.
    ///   - header: what the file says about itself.
    ///   - limits: the bounds of the file.
    ///   - hashSeed: a number that senders of texts can't know, so that they can't slow the writer down by texts that
    ///     share a hash. It has no influence on the file.
    /// - Throws: a ``QVDError`` if the table as such can't be a QVD file.
    package init(
        schema: TableSchema,
        header: QVDHeaderOptions,
        limits: QVDLimits = .format,
        hashSeed: UInt64 = .random(in: .min ... .max)
    ) throws(QVDError) {
        guard !schema.columns.isEmpty else { throw .noColumns }
        guard schema.columns.count <= limits.columnCount else {
            throw .tooManyColumns(count: schema.columns.count, limit: limits.columnCount)
        }
        for column in schema.columns where column.name.isEmpty || !column.name.unicodeScalars.allSatisfy(QVDXML.canHold)
        {
            throw .unusableFieldName(column.name)
        }
        guard QVDCalendar.milliseconds.contains(header.createdAtMilliseconds) else {
            throw .creationTimeOutOfRange(milliseconds: header.createdAtMilliseconds)
        }
        self.schema = schema
        self.header = header
        self.limits = limits
        fields = schema.columns.map { QVDField(column: $0, seed: hashSeed) }
    }

    /// Bytes held for the rows; the measure for bounds.
    ///
    /// Depends on the rows alone, not on how they were divided into calls. The arrays behind it grow by doubling, so
    /// the memory taken may be up to twice as much.
    package var byteCount: Int {
        fields.reduce(0) { $0 + $1.byteCount }
    }

    /// Adds rows, all or none of them.
    ///
    /// - Throws: ``QVDError/tooManyRows(count:limit:)`` or ``QVDError/tooMuchText(field:byteCount:limit:)``; the writer
    ///   is then as before and can still be finished.
    /// - Precondition: the rows are of this table.
    package mutating func append(_ rows: TableRows) throws(QVDError) {
        precondition(rows.schema == schema, "rows of \(rows.schema.name) for a file of \(schema.name)")
        guard rowCount + rows.count <= limits.rowCount else {
            throw .tooManyRows(count: rowCount + rows.count, limit: limits.rowCount)
        }
        for (field, values) in zip(fields, rows.columns) where values.type == .text || values.type == .json {
            let largest = field.symbols.encodedByteCount + values.largestTextSymbolByteCount
            guard largest <= limits.textSymbolByteCount else {
                throw .tooMuchText(field: field.column.name, byteCount: largest, limit: limits.textSymbolByteCount)
            }
        }
        var scratch: [UInt32] = []
        scratch.reserveCapacity(rows.count)
        for index in fields.indices { fields[index].append(rows.columns[index], scratch: &scratch) }
        rowCount += rows.count
    }

    /// Writes the file in pieces of about 256 KiB; may be called again, for another sink, and more rows may follow.
    ///
    /// - Throws: whatever the sink throws; what it has then is not a QVD file.
    package func finish(into sink: inout some ByteSink) throws {
        let layout = QVDRowLayout(fields: fields.map { ($0.symbols.count, $0.hasNulls) }, rowCount: rowCount)
        var offset = 0
        var headerFields: [QVDHeader.Field] = []
        for (field, placement) in zip(fields, layout.placements) {
            let byteCount = field.symbols.encodedByteCount
            headerFields.append(
                QVDHeader.Field(
                    column: field.column,
                    placement: placement,
                    traits: field.symbols.traits,
                    symbolOffset: offset,
                    symbolByteCount: byteCount
                )
            )
            offset += byteCount
        }
        let header = QVDHeader(
            tableName: schema.name,
            options: header,
            fields: headerFields,
            recordByteSize: layout.recordByteSize,
            rowCount: rowCount,
            rowOffset: offset
        ).bytes
        var pieces = QVDPieces()
        try pieces.append(header, into: &sink)
        for field in fields { try field.symbols.write(into: &pieces, sink: &sink) }
        precondition(pieces.byteCount == header.count + offset, "the symbols are as long as the header says")
        try writeRows(layout, into: &pieces, sink: &sink)
        try pieces.flush(into: &sink)
    }

    private func writeRows(_ layout: QVDRowLayout, into pieces: inout QVDPieces, sink: inout some ByteSink) throws {
        try pieces.flush(into: &sink)
        let rowsAtOnce = max(1, QVDPieces.pieceByteCount / layout.recordByteSize)
        for start in stride(from: 0, to: rowCount, by: rowsAtOnce) {
            let rows = start..<min(rowCount, start + rowsAtOnce)
            pieces.bytes.append(contentsOf: repeatElement(0, count: rows.count * layout.recordByteSize))
            for (field, placement) in zip(fields, layout.placements) {
                field.codes.pack(
                    rows,
                    as: placement,
                    recordByteSize: layout.recordByteSize,
                    into: &pieces.bytes
                )
            }
            try pieces.flush(into: &sink)
        }
    }
}
