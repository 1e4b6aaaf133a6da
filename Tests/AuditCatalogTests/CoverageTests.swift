import AuditCatalog
import AuditEvents
import AuditJournal
import AuditTesting
import Testing

/// Inventories, as pages of the extension send them.
@Suite(.inTurn) struct CoverageTests {
    private static let app = RandomHistory.apps[0].0

    private static func inventory(_ offset: Int, page: String, part: Int = 1, of parts: Int = 1, _ sheets: String)
        -> JournalRecord
    {
        let json = """
            {"schemaVersion":1,"timestamp":"2026-11-08T10:00:00Z","type":"event.coverage.inventory","payload":{"context":\
            {"appId":"\(app)","appName":"Sales","sessionKey":"\(page)"},"event":{"scope":"app","complete":true,\
            "part":\(part),"parts":\(parts),"sheets":[\(sheets)]}}}
            """
        let facts = ReceptionFacts(receivedAtMilliseconds: RandomHistory.begin + Int64(offset), clientAddress: "")
        let own = OwnRecord(id: EventID(high: 8, low: UInt64(offset)), type: "x", bytes: Array(json.utf8))
        let salt = JournalRecord(Submission(own, facts: facts), offset: JournalOffset(0)).salt
        return JournalRecord(
            offset: JournalOffset(UInt64(offset)),
            facts: facts,
            kind: .envelope,
            eventID: own.id,
            ownType: nil,
            bytes: own.bytes,
            salt: salt
        )
    }

    private static func sheet(_ id: String, _ objects: String) -> String {
        "{\"id\":\"\(id)\",\"title\":\"Sheet \(id)\",\"hosts\":true,\"objects\":[\(objects)]}"
    }

    private static func object(_ id: String, audited: Bool) -> String {
        "{\"id\":\"\(id)\",\"type\":\"kpi\",\"title\":\"Chart \(id)\",\"audited\":\(audited),\"why\":\"excluded-type\"}"
    }

    private static func view(_ offset: Int, _ object: String) -> JournalRecord {
        var event = SampleEvent(time: RandomHistory.begin, type: "object.view.duration")
        event.user = "anna"
        event.appID = app
        event.sheet = "s1"
        event.object = object
        event.duration = 5_000
        return event.record(offset)
    }

    @Test func theNewestWholeInventoryIsComparedWithEvents() async throws {
        let place = try CatalogPlace()
        let parts = Self.object("a", audited: true) + "," + Self.object("b", audited: true)
        let rest = Self.object("c", audited: false) + "," + Self.object("d", audited: false)
        let catalog = try await place.caughtUp(
            with: FixedJournal([
                Self.inventory(0, page: "old", Self.sheet("gone", "")),
                Self.inventory(1, page: "new", part: 2, of: 2, Self.sheet("s1", rest)),
                Self.inventory(2, page: "new", part: 1, of: 2, Self.sheet("s1", parts)),
                Self.inventory(3, page: "unfinished", part: 1, of: 3, Self.sheet("s9", "")),
                Self.view(4, "a"), Self.view(5, "d"),
            ])
        )
        let report = try #require(try await catalog.coverage(app: Self.app.uppercased()))
        #expect(report.isComplete && report.scope == "app" && report.people == 1)
        #expect(report.sheets.map(\.sheet.id) == ["s1"])
        let states = report.sheets.first?.objects.map { "\($0.object.id) \($0.state.rawValue)" }.sorted()
        #expect(states == ["a audited", "b audited, no event yet", "c never audited", "d no longer audited"])
        let day = Day(of: UTCTime(milliseconds: RandomHistory.begin))
        let usage = try await catalog.usage(UsageQuery(.objects, from: day, to: day, app: Self.app))
        #expect(Set(usage.unused.map(\.id)) == ["b", "c"])
        #expect(
            usage.rows.map(\.thing.name) == ["Chart a", "Chart d"]
                || usage.rows.map(\.thing.name) == ["Chart d", "Chart a"]
        )
        #expect(
            try await catalog.choices(ChoiceQuery(.objects, prefix: "chart a", app: Self.app)).map(\.value) == ["a"]
        )
        #expect(try await catalog.coverage(app: "none") == nil)
    }
}
