import AuditEvents
import GRDB

extension Catalog {
    /// How much apps, sheets or objects are used, without naming anybody.
    package func usage(_ query: UsageQuery) async throws(CatalogError) -> UsageReport {
        try await ask { try UsageReader(query, $0).report() }
    }
}
