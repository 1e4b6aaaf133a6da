import AuditJournal
import TableFormats

/// A part as a QVD file.
final class QVDPartWriter: PartWriter {
    private var writer: QVDWriter
    private var file: PartFile

    init(_ facts: PartFacts, file: PartFile) throws {
        let last = facts.range.upperBound.advanced(by: -1)
        let statement = "Log \(facts.logID), records \(facts.range.lowerBound) to \(last)"
        writer = try QVDWriter(
            schema: AuditTable.schema,
            header: QVDHeaderOptions(
                creatorDoc: "",
                createdAtMilliseconds: facts.lastReceivedMilliseconds,
                lineage: [QVDLineage(discriminator: facts.createdBy, statement: statement)],
                tableComment: "Vidimus audit events, table version \(AuditTable.version)"
            )
        )
        self.file = file
    }

    func append(_ rows: TableRows) throws {
        try writer.append(rows)
    }

    func finish() throws {
        try writer.finish(into: &file)
    }
}
