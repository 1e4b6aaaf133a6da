import AuditJournal
import GRDB

extension Catalog {
    /// A list of more offsets is not made: reading the journal from its beginning is not much slower then.
    private static let maximumOffsets = 100_000
    /// Reading one record by its offset costs as much as so many in a row.
    private static let randomReadCost: Int64 = 20

    /// The records that can fit a person, an app (id or name) and a type; nil where the catalog is of no help.
    ///
    /// For whoever reads the journal: no record that fits is left out, some of these may not fit. Letter case is ignored.
    package func offsets(
        user: String?,
        app: String?,
        type: String?
    ) async throws(CatalogError) -> EventOffsets? {
        try await ask { db in
            let resolver = ThingResolver(db: db)
            var selector = EventSelector()
            if let user { try selector.add("person", try resolver.people(user), resolver) }
            if let app { try selector.add("app", try resolver.things(.app, app), resolver) }
            if let type { try selector.add("kind", try resolver.kinds(type), resolver) }
            let progress = try CatalogProgress(db)
            guard let lead = selector.lead,
                selector.conditions.allSatisfy({ $0.ids.count < ThingResolver.maximumThings }),
                lead.events <= Self.maximumOffsets,
                lead.events * Self.randomReadCost < Int64(progress.next.rawValue)
            else { return nil }
            let (clause, arguments) = selector.residual(of: nil)
            let offsets = try Int64.fetchAll(
                db,
                sql: "SELECT e.offset FROM event e INDEXED BY \(lead.index) WHERE \(clause) ORDER BY e.offset",
                arguments: arguments
            )
            return EventOffsets(
                offsets: offsets.map { JournalOffset(UInt64(bitPattern: $0)) },
                end: progress.next,
                lastID: progress.lastID
            )
        }
    }
}
