import AuditCatalog
import AuditEvents
import AuditJournal
import AuditTesting
import Foundation
import Testing

/// The feed beside a journal that grows.
@Suite(.inTurn) struct FeedTests {
    @Test func whatBecomesDurableIsFoundAndTheFeedStopsWhenAsked() async throws {
        let events = RandomHistory.events(seed: 5, count: 300).map { event in
            var event = event
            event.isErased = false
            return event
        }
        let journal = FixedJournal(events.enumerated().map { $0.element.record($0.offset) }, durable: 0)
        let place = try CatalogPlace()
        let catalog = try place.open()
        let feed = CatalogPlace.feed(catalog, journal)
        let running = Task { try await feed.run() }
        for count in [1, 2, 150, 300] {
            journal.makeDurable(count)
            while catalog.status.indexedEnd.rawValue < UInt64(count) { try await Task.sleep(for: .milliseconds(5)) }
            #expect(try await catalog.search(SearchQuery(limit: 500)).rows.count == count)
        }
        #expect(catalog.status.lagRecords == 0 && catalog.status.trouble == nil)
        running.cancel()
        await #expect(throws: CancellationError.self) { try await running.value }
        try catalog.close()
    }

    @Test func othersReadWhileTheFeedWrites() async throws {
        let place = try CatalogPlace()
        let events = RandomHistory.events(seed: 6, count: 50)
        let catalog = try await place.caughtUp(with: SearchModelTests.source(events))
        let reader = try Catalog(CatalogStore(reading: place.location))
        #expect(reader.status.indexedEnd == JournalOffset(50))
        #expect(try await reader.search(SearchQuery(limit: 500)).rows == catalog.search(SearchQuery(limit: 500)).rows)
        try reader.close()
    }

    @Test func withoutAFileThereIsNothingToRead() throws {
        let place = try CatalogPlace()
        #expect(throws: CatalogError.self) { try CatalogStore(reading: place.location) }
        #expect(!FileManager.default.fileExists(atPath: place.location.path))
    }

    @Test func aQuestionThatTakesTooLongIsInterrupted() async throws {
        let place = try CatalogPlace()
        let catalog = try Catalog(CatalogStore(place.location, logger: CatalogPlace.logger), bound: .zero)
        await #expect(throws: CatalogError.self) {
            for _ in 0..<1_000 { _ = try await catalog.search(SearchQuery()) }
        }
        try catalog.close()
    }

    @Test(arguments: 0..<2) func recordsThatCanFitAreAllRecordsThatFit(_ number: UInt64) async throws {
        let events = RandomHistory.events(seed: 40 + number, count: 500)
        let place = try CatalogPlace()
        let catalog = try await place.caughtUp(with: SearchModelTests.source(events))
        var answered = 0
        for user in ["anna", "ERIK", "NORD\\Anna", "nobody"] {
            for type in [nil, "event.bookmark"] {
                let fitting = NaiveModel(events: events).search(
                    SearchQuery(user: user, type: type, isOldestFirst: true)
                ).sorted()
                guard let known = try await catalog.offsets(user: user, app: nil, type: type) else { continue }
                answered += 1
                #expect(known.end == JournalOffset(500))
                #expect(Set(fitting).isSubset(of: known.offsets.map { Int($0.rawValue) }))
            }
        }
        #expect(answered > 0)
    }
}
