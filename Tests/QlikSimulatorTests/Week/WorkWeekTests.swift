import AuditEvents
import AuditTesting
import Foundation
import QlikSimulator
import Testing

@Suite(.inTurn) struct WorkWeekTests {
    @Test(arguments: TestWeek.all)
    func everyEventPassesTheServersRules(week: TestWeek) throws {
        let compatibility = VersionCompatibility(serverVersion: "15.0.1")
        var ids: Set<EventID> = []
        for event in week.days().joined() {
            let envelope = try event.bytes.withUnsafeBytes { bytes in
                try Envelope(decoding: bytes, versionHeader: "0.4.1", compatibility: compatibility)
            }
            #expect(envelope.type.name == event.type)
            #expect(ids.insert(envelope.id).inserted, "no id comes twice")
            #expect(event.bytes.count < 64 * 1_024)
        }
        #expect((6_000...20_000).contains(ids.count), "\(ids.count)")
    }

    @Test func theSameSeedAndMomentGiveTheSameBytes() {
        #expect(TestWeek.all[0].days() == TestWeek.all[0].made())
    }

    @Test func aWeekLaterTheSameHappens() throws {
        let first = TestWeek(now: "2026-11-14T22:16:00Z").days()
        let second = TestWeek.all[0].days()
        #expect(first.map { $0.map(\.type) } == second.map { $0.map(\.type) })
        let later = first.map { $0.map { $0.timestampMilliseconds + 7 * 86_400_000 } }
        #expect(later == second.map { $0.map(\.timestampMilliseconds) })
        let ids = try Set(first.joined().map { try TrailEvent($0).id })
        #expect(try second.joined().allSatisfy { try !ids.contains(TrailEvent($0).id) })
    }

    @Test func anotherSeedGivesAnotherWeek() {
        let other = TestWeek(now: TestWeek.all[0].now, seed: 1).days()
        #expect(other.map(\.count) != TestWeek.all[0].days().map(\.count))
    }

    @Test func whatIsThereOfTodayStaysTheSameLater() {
        let noon = TestWeek(now: "2026-11-20T11:00:00Z").days()
        let evening = TestWeek(now: "2026-11-20T20:00:00Z").days()
        #expect(noon.dropLast() == evening.dropLast())
        let today = noon.last ?? []
        #expect(!today.isEmpty && today.count < evening.last?.count ?? 0)
        let later = Set(evening.last ?? [])
        #expect(today.allSatisfy { later.contains($0) })
    }

    @Test(arguments: TestWeek.all)
    func eachDayIsInTheOrderOfTimeAndEndsBeforeNow(week: TestWeek) {
        let calendar = week.week.calendar
        for (index, events) in week.days().enumerated() {
            let times = events.map(\.timestampMilliseconds)
            #expect(times == times.sorted())
            let begin = calendar.days[index].milliseconds(minute: 0)
            #expect(times.allSatisfy { $0 >= begin && $0 < begin + 25 * 3_600_000 })
            #expect(times.allSatisfy { $0 < calendar.nowMilliseconds })
        }
    }

    @Test(arguments: TestWeek.all)
    func picturesAreBoundedAndOfManyPeople(week: TestWeek) throws {
        let pictures = try week.events().filter { $0.type == "screenshot.url.received" }
        #expect((50...WorkWeek.maximumPictures).contains(pictures.count), "\(pictures.count)")
        #expect(Set(pictures.map(\.user)).count > 20)
        #expect(Set(pictures.map(\.app)).count == 3)
    }

    @Test(arguments: TestWeek.all)
    func fortyPeopleOpenThreeApps(week: TestWeek) throws {
        let events = try week.events()
        #expect(Set(events.map(\.user)).count == Staff.all.count)
        #expect(Set(Staff.all.map(\.user.identity)).count == 40)
        #expect(Set(events.map(\.app)).count == 3)
        let used = Set(events.map(\.type))
        #expect(used.isSuperset(of: ["event.coverage.inventory", "event.unsupported.visualization", "audit.event"]))
    }

    @Test func someChartsAreNeverAudited() throws {
        let events = try TestWeek.all[0].events()
        var never: [String: Int] = [:]
        for event in events where event.type == "event.coverage.inventory" {
            let sheets = try #require(event.event["sheets"] as? [[String: Any]])
            let objects = sheets.compactMap { $0["objects"] as? [[String: Any]] }.joined()
            let left = objects.filter { $0["audited"] as? Bool == false }
            #expect(left.allSatisfy { $0["why"] is String })
            never[event.app] = left.count
            for object in left {
                let id = try #require(object["id"] as? String)
                #expect(!events.contains { $0.event["objectId"] as? String == id })
            }
        }
        #expect(never.count == 3)
        #expect(never.values.sorted() == [0, 1, 3])
    }
}
