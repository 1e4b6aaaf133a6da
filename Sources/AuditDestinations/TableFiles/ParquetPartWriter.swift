import AuditJournal
import TableFormats

/// A part as a Parquet file.
final class ParquetPartWriter: PartWriter {
    private var writer: ParquetWriter<PartFile>?

    init(_ facts: PartFacts, file: PartFile) {
        var options = ParquetOptions(createdBy: facts.createdBy)
        // Parts are read as a whole or by columns; smaller groups keep the memory of a server with many days small.
        options.rowGroupBytes = 32 << 20
        writer = ParquetWriter(
            schema: AuditTable.schema,
            metadata: [
                ("vidimus.table.version", "\(AuditTable.version)"),
                ("vidimus.log.id", facts.logID),
                ("vidimus.offset.first", "\(facts.range.lowerBound)"),
                ("vidimus.offset.last", "\(facts.range.upperBound.advanced(by: -1))"),
            ],
            options: options,
            sink: file
        )
    }

    func append(_ rows: TableRows) throws {
        try writer?.append(rows)
    }

    func finish() throws {
        if let writer = writer.take() { _ = try writer.finish() }
    }
}
