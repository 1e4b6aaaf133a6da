import AuditEvents
import AuditJournal
import GRDB

/// How far the catalog is, as the database says.
struct CatalogProgress: Sendable, Hashable {
    /// First record that is not in it yet.
    var next = JournalOffset(0)

    /// Id of the record before that; tells whether the catalog is of this journal.
    var lastID: EventID?

    /// An empty catalog.
    init() {}

    /// Reads the one row of the table `progress`.
    init(_ db: Database) throws {
        guard let row = try Row.fetchOne(db, sql: "SELECT next, last_id_high, last_id_low FROM progress") else {
            return
        }
        next = JournalOffset(UInt64(bitPattern: row[0]))
        guard let high: Int64 = row[1], let low: Int64 = row[2] else { return }
        lastID = EventID(high: UInt64(bitPattern: high), low: UInt64(bitPattern: low))
    }
}
