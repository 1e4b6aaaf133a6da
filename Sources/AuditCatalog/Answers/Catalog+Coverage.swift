import AuditEvents
import AuditJournal
import GRDB

extension Catalog {
    /// Which sheets and charts of an app (by id) are audited; nil for an app that no event names.
    package func coverage(app: String) async throws(CatalogError) -> CoverageReport? {
        try await ask { db in
            let row = try Row.fetchOne(
                db,
                sql: "SELECT id, sent, name FROM app WHERE key = ?",
                arguments: [CatalogText.key(app.trimmed)]
            )
            guard let row else { return nil }
            let reader = CoverageReader(app: row[0], db: db)
            return try reader.report(of: NamedThing(id: row[1], name: row[2]))
        }
    }
}
