import AuditEvents
import QlikSimulator
import Synchronization
import Testing

/// A week of a test, all of it.
struct TestWeek: Hashable, CustomTestStringConvertible {
    /// When it ends.
    let now: String
    var seed: UInt64 = WorkWeek.defaultSeed
    var zone = "Europe/Stockholm"

    /// Weeks that end on different days, some with a change of the clocks.
    static let all = [
        TestWeek(now: "2026-11-21T22:16:00Z"), TestWeek(now: "2026-11-16T23:10:00Z", seed: 2),
        TestWeek(now: "2026-04-01T12:00:00Z", seed: 3),
        TestWeek(now: "2026-11-02T20:00:00Z", seed: 4, zone: "America/New_York"),
    ]

    var testDescription: String { "\(now) \(zone) seed \(seed)" }

    var week: WorkWeek {
        WorkWeek(
            site: SimulatedSite(),
            seed: seed,
            nowMilliseconds: UTCTime(dateTime: now)?.milliseconds ?? 0,
            zone: zone
        )
    }

    /// Weeks that a test has asked for already.
    private static let known = Mutex<[TestWeek: [[SimulatedEvent]]]>([:])

    /// The events of each day; every week is made once.
    func days() -> [[SimulatedEvent]] {
        Self.known.withLock { known in
            if let days = known[self] { return days }
            let days = made()
            known[self] = days
            return days
        }
    }

    /// The events of each day, made anew.
    func made() -> [[SimulatedEvent]] {
        let week = week
        let source = MadeUpScreenshotSource(baseURL: "https://qlik.example.com/analytics")
        return week.calendar.days.indices.map { week.events(ofDay: $0, screenshots: source) }
    }

    /// All events, taken apart.
    func events() throws -> [TrailEvent] { try days().joined().map(TrailEvent.init) }
}
