import AuditEvents
import AuditJournal
import GRDB

extension Catalog {
    /// Who has seen a value, a field, an object, a sheet or an app.
    package func whoSaw(_ query: SightingQuery) async throws(CatalogError) -> SightingPage {
        try await ask { db in
            guard let finder = try SightingFinder(query, db) else {
                return SightingPage(people: [], arePeopleCut: false, sightings: [], next: nil)
            }
            let limit = min(max(1, query.limit), SightingQuery.maximumPageRows)
            let found = try finder.places(after: query.after.map { EventSelector.Place($0) }, limit: limit + 1, db)
            let places = found.places.prefix(limit)
            let people = query.after == nil ? try finder.people(db) : nil
            return SightingPage(
                people: people?.people ?? [],
                arePeopleCut: people?.isCut ?? false,
                sightings: try SightingReader(db: db).sightings(places.map(\.offset)),
                next: found.places.count > limit ? places.last?.position : found.stopped?.position
            )
        }
    }
}
