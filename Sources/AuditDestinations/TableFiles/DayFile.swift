import AuditJournal
import TableFormats

/// The file of one part and one day while it is being written.
final class DayFile {
    /// Rows that are handed to the writer at once.
    private static let rowsAtOnce = 1_000

    let name: PartName
    let temporary: TemporaryName
    let file: PartFile
    private let writer: any PartWriter
    private var rows = TableRows(schema: AuditTable.schema)

    init(name: PartName, temporary: TemporaryName, file: PartFile, writer: any PartWriter) {
        self.name = name
        self.temporary = temporary
        self.file = file
        self.writer = writer
    }

    /// Adds one row.
    func append(_ row: (inout TableRows) -> Void) throws {
        row(&rows)
        if rows.count >= Self.rowsAtOnce { try flush() }
    }

    /// Writes what is left.
    func finish() throws {
        try flush()
        try writer.finish()
    }

    private func flush() throws {
        guard rows.count > 0 else { return }
        try writer.append(rows)
        rows.removeAll()
    }
}
