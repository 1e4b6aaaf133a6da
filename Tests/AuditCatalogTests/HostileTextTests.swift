import AuditCatalog
import AuditEvents
import AuditJournal
import AuditTesting
import Testing

/// Texts that anybody may send or type: they are data everywhere, and never syntax.
@Suite(.inTurn) struct HostileTextTests {
    static let texts = [
        "'; DROP TABLE event; --", "\" OR \"1\"=\"1", "NEAR(a b, 10)", "terms : x", "{terms} : x", "^first",
        "a AND NOT b",
        "(", ")", "*", "\"", "\"\"", "%", "_", "\\", "\u{0}nul\u{0}", "\u{E000}nordwind", "\u{E003}customer",
        "\u{202E}rtl",
        "x\u{300}\u{301}", "🏴‍☠️ 旗 flag", String(repeating: "long ", count: 4_000), String(repeating: "ä", count: 70_000),
        "-1", "1e999", "NULL", "json_each('[1]')", "\n\r\t", "<script>alert(1)</script>", "%00", "${HOME}",
    ]

    @Test func everyTextIsFoundAgainAndNothingElseBreaks() async throws {
        var events: [SampleEvent] = []
        for (number, text) in Self.texts.enumerated() {
            var event = SampleEvent(time: RandomHistory.begin + Int64(number), type: "event.objectdata.captured")
            event.user = text
            event.appName = text
            event.sheet = text
            event.sheetName = text
            event.object = text
            event.page = text
            event.sequence = 1
            event.columns = [(label: text, values: [text, "marker\(number)x"])]
            events.append(event)
            event.type = "selection.state.changed"
            event.columns = nil
            event.sequence = 2
            event.selections = [(field: text, values: [text])]
            events.append(event)
        }
        let place = try CatalogPlace()
        let catalog = try await place.caughtUp(with: SearchModelTests.source(events))
        for (number, text) in Self.texts.enumerated() {
            let marked = try await catalog.search(SearchQuery(text: "marker\(number)x"))
            #expect(marked.rows.map { Int($0.offset.rawValue) } == [2 * number], "\(number)")
            try await Self.ask(catalog, text, offset: 2 * number)
        }
        #expect(try await catalog.search(SearchQuery(limit: 500)).rows.count == events.count)
    }

    /// Asks everything that takes a text.
    private static func ask(_ catalog: Catalog, _ text: String, offset: Int) async throws {
        _ = try await catalog.search(SearchQuery(text: text))
        _ = try await catalog.search(
            SearchQuery(user: text, app: text, sheet: text, object: text, type: text, text: text)
        )
        let sightings = try await catalog.whoSaw(SightingQuery(.value(text, field: nil, match: .exact)))
        let isEmpty = FoldedSample.isEmpty(text)
        #expect(sightings.sightings.contains { Int($0.evidence.rawValue) == offset } != isEmpty, "\(offset)")
        _ = try await catalog.whoSaw(SightingQuery(.value(text, field: text, match: .words), user: text))
        for subject in [SightingSubject.field(text), .object(text, app: text), .sheet(text), .app(text)] {
            _ = try await catalog.whoSaw(SightingQuery(subject))
        }
        _ = try await catalog.sessions(SessionQuery(user: text, app: text))
        _ = try await catalog.usage(UsageQuery(.objects, from: Day(20_000), to: Day(21_000), app: text, sheet: text))
        _ = try await catalog.coverage(app: text)
        _ = try await catalog.names(of: .object(text, app: text))
        for kind in ChoiceQuery.Kind.allCases {
            _ = try await catalog.choices(ChoiceQuery(kind, prefix: text, app: text))
        }
    }

    @Test func numbersBeyondAllBoundsAreTakenAsTheyAre() async throws {
        var events: [SampleEvent] = []
        for number in [Int64.min, -1, 0, 1, 1_000_000_000, 1_000_000_001, .max] {
            var event = SampleEvent(time: RandomHistory.begin, type: "object.view.duration")
            event.user = "anna"
            event.appName = "app"
            event.object = "o"
            event.sheet = "s"
            event.page = "p"
            event.sequence = number
            event.duration = number
            event.dataState = number
            event.begin = 0
            events.append(event)
            event.time = 0
            events.append(event)
            event.time = 253_402_300_799_000
            events.append(event)
        }
        let place = try CatalogPlace()
        let catalog = try await place.caughtUp(with: SearchModelTests.source(events))
        for session in try await catalog.sessions(SessionQuery()).sessions {
            let timeline = try await catalog.reconstruction(session.id)
            for instant in timeline?.instants ?? [] { _ = timeline?.screen(at: instant) }
        }
        _ = try await catalog.overview(at: UTCTime(milliseconds: 253_402_300_799_000))
        _ = try await catalog.unusual(on: Day(0), thresholds: UnusualThresholds())
        #expect(try await catalog.search(SearchQuery(limit: 100)).rows.count == events.count)
    }
}

/// Whether nothing of a text is left to be found.
enum FoldedSample {
    static func isEmpty(_ text: String) -> Bool { text.allSatisfy { $0.isWhitespace } }
}
