import AuditCatalog
import AuditEvents
import AuditJournal
import AuditTesting
import Testing

/// A month of plain days, and one day that differs.
@Suite(.inTurn) struct UnusualTests {
    private static let today = Day(20_800)

    /// Three quiet weeks of two people, nine to eleven o'clock: 24 events a day.
    private static func history() -> [SampleEvent] {
        var events: [SampleEvent] = []
        for back in stride(from: Int64(21), to: 0, by: -1) {
            for user in ["NORD\\anna", "NORD\\erik"] {
                for hour: Int64 in [9, 10, 11] {
                    for _ in 0..<4 { events.append(event(user, app: 0, today.advanced(by: -back), hour: hour)) }
                }
            }
        }
        return events
    }

    private static func event(_ user: String, app: Int, _ day: Day, hour: Int64) -> SampleEvent {
        var event = SampleEvent(
            time: day.begin.milliseconds + hour * 3_600_000 + 60_000,
            type: "event.objectdata.captured"
        )
        event.user = user
        event.appID = RandomHistory.apps[app].0
        event.appName = RandomHistory.apps[app].1
        event.object = "o"
        event.columns = [("Customer", ["c\(hour)"])]
        return event
    }

    private static func findings(_ today: [SampleEvent], _ change: (inout UnusualThresholds) -> Void = { _ in })
        async throws -> [UnusualFinding]
    {
        var thresholds = UnusualThresholds()
        change(&thresholds)
        let place = try CatalogPlace()
        let catalog = try await place.caughtUp(with: SearchModelTests.source(history() + today))
        return try await catalog.unusual(on: Self.today, thresholds: thresholds)
    }

    @Test func aDayAsAlwaysHasNoFinding() async throws {
        let usual = [9, 10, 11].map { Self.event("NORD\\anna", app: 0, Self.today, hour: $0) }
        #expect(try await Self.findings(usual).isEmpty)
    }

    @Test func anHourAtNightIsFoundWithItsEvidence() async throws {
        let found = try await Self.findings([Self.event("NORD\\anna", app: 0, Self.today, hour: 3)])
        #expect(found.map(\.kind) == [.unusualHours])
        #expect(found.first?.evidence == [JournalOffset(504)])
        #expect(found.first?.sentence.contains("NORD\\anna was active in the hour 3") == true)
        // One hour beside the usual ones is usual too.
        #expect(try await Self.findings([Self.event("NORD\\anna", app: 0, Self.today, hour: 8)]).isEmpty)
    }

    @Test func aFirstUseAndAFloodAreFound() async throws {
        let flood = (0..<80).map { _ in Self.event("NORD\\erik", app: 1, Self.today, hour: 10) }
        // Three of the four weeks before had 24 events on this weekday.
        let found = try await Self.findings(flood) { $0.minimumUsualAppEvents = 18 }
        #expect(found.map(\.kind) == [.firstUse, .highVolume, .manyValues, .silence])
        #expect(found.prefix(3).allSatisfy { $0.person?.identity == "NORD\\erik" })
        #expect(found.first?.app?.name == "Risk" && found.last?.app?.name == "Sales")
        #expect(Set(found.map(\.id)).count == 4)
        let again = try await Self.findings(flood) { $0.minimumUsualAppEvents = 18 }
        #expect(again.map(\.id) == found.map(\.id))
        let tolerant = try await Self.findings(flood) {
            $0.volumeFactor = 10
            $0.dataFactor = 10
            $0.sensitiveApps = [RandomHistory.apps[0].0]
            $0.minimumUsualAppEvents = 100
        }
        #expect(tolerant.isEmpty)
    }
}
