import AuditCatalog
import AuditEvents
import AuditJournal
import AuditTesting
import Foundation
import Testing

/// Random histories, answered by the catalog and by a model that looks at every event.
@Suite(.inTurn) struct SearchModelTests {
    @Test(arguments: 0..<6) func aSearchFindsWhatLookingAtEverythingFinds(_ number: UInt64) async throws {
        let seed = UInt64.random(in: 0 ... .max) ^ number
        let events = RandomHistory.events(seed: seed, count: 700)
        let model = NaiveModel(events: events)
        let place = try CatalogPlace()
        let catalog = try await place.caughtUp(with: Self.source(events), batchRecords: 97)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let query = Self.query(&generator)
            let found = try await Self.all(catalog, query)
            #expect(found == model.search(query), "seed \(seed), \(query)")
        }
    }

    @Test(arguments: 0..<4) func everybodyWhoSawAValueIsFound(_ number: UInt64) async throws {
        let seed = UInt64.random(in: 0 ... .max) ^ number
        let events = RandomHistory.events(seed: seed, count: 600)
        let model = NaiveModel(events: events)
        let place = try CatalogPlace()
        let catalog = try await place.caughtUp(with: Self.source(events))
        for value in RandomHistory.values {
            for field in [nil, RandomHistory.fields[0]] {
                let page = try await catalog.whoSaw(
                    SightingQuery(.value(value.uppercased(), field: field, match: .exact), limit: 500)
                )
                let expected = model.whoSaw(value, field: field)
                #expect(page.sightings.map { Int($0.evidence.rawValue) } == expected, "seed \(seed), \(value)")
                let people = Dictionary(grouping: expected) { events[$0].user?.lowercased() }
                #expect(page.people.count == people.count, "seed \(seed), \(value)")
                for person in page.people {
                    #expect(person.count == people[person.person?.identity.lowercased()]?.count, "seed \(seed)")
                }
                #expect(!page.arePeopleCut)
            }
        }
    }

    @Test func missingNumbersAreThoseThatNeverCame() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        let events = RandomHistory.events(seed: seed, count: 400)
        let place = try CatalogPlace()
        let catalog = try await place.caughtUp(with: Self.source(events), batchRecords: 13)
        let expected = NaiveModel(events: events).gaps()
        var found: [String: [ClosedRange<Int64>]] = [:]
        for session in try await catalog.sessions(SessionQuery(limit: 500)).sessions {
            guard let key = session.pageKey, let timeline = try await catalog.reconstruction(session.id) else {
                continue
            }
            found[key] = timeline.gaps.map { $0.first...$0.last }
        }
        for (page, gaps) in expected { #expect(found[page] ?? [] == gaps, "seed \(seed), \(page)") }
        let missing = expected.values.joined().reduce(0) { $0 + $1.count }
        let overview = try await catalog.overview(at: UTCTime(milliseconds: RandomHistory.begin))
        // Pages whose first event names no app count for none.
        #expect(overview.missingCount <= missing, "seed \(seed)")
    }

    static func source(_ events: [SampleEvent]) -> FixedJournal {
        FixedJournal(events.enumerated().map { $0.element.record($0.offset) })
    }

    /// Reads all pages.
    private static func all(_ catalog: Catalog, _ query: SearchQuery) async throws -> [Int] {
        var query = query
        var found: [Int] = []
        while true {
            let page = try await catalog.search(query)
            found += page.rows.map { Int($0.offset.rawValue) }
            if query.text == nil, query.after == nil, page.next == nil { #expect(page.total == .exactly(found.count)) }
            guard let next = page.next else { return found }
            #expect(page.rows.count == query.limit || page.isPartial)
            query.after = next
        }
    }

    private static func query(_ generator: inout SeededGenerator) -> SearchQuery {
        func random(_ bound: Int) -> Int { Int(generator.next() % UInt64(bound)) }
        var query = SearchQuery(limit: 1 + random(120))
        if random(3) == 0 { query.user = [RandomHistory.people[random(5)], "ANNA", "erik", "nobody"][random(4)] }
        if random(3) == 0 {
            query.app = [RandomHistory.apps[random(2)].0, "sales", "RISK 1", "Nameless", "none"][random(5)]
        }
        if random(4) == 0 { query.object = ["ABC", "def", "Title 1", "none"][random(4)] }
        if random(4) == 0 { query.type = RandomHistory.types[random(8)] }
        if random(4) == 0 { query.from = UTCTime(milliseconds: RandomHistory.begin + Int64(random(300_000_000))) }
        if random(4) == 0 { query.to = UTCTime(milliseconds: RandomHistory.begin + Int64(random(600_000_000))) }
        if random(2) == 0 {
            let texts =
                RandomHistory.values + [
                    "nordw", "quoted x", "title 2", "anna", "sheet", "risk", "customer ab", "öst", "zzz",
                ]
            query.text = texts[random(texts.count)]
        }
        query.isOldestFirst = random(3) == 0
        return query
    }
}
