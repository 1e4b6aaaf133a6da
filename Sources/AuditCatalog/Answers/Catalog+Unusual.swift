import AuditEvents
import AuditJournal
import GRDB

extension Catalog {
    /// What was not as usual on a day, the rules in the order of their declaration.
    package func unusual(
        on day: Day,
        thresholds: UnusualThresholds
    ) async throws(CatalogError) -> [UnusualFinding] {
        try await ask { db in
            let reader = UnusualReader(day: day, thresholds: thresholds, db: db)
            return UnusualRules(day: day, thresholds: thresholds).findings(
                people: try reader.people(),
                apps: try reader.apps()
            )
        }
    }
}
