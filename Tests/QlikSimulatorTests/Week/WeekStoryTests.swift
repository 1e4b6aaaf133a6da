import AuditTesting
import Foundation
import QlikSimulator
import Testing

@Suite(.inTurn) struct WeekStoryTests {
    /// Minutes since midnight of an event in the time zone of a week.
    private static func minute(_ event: TrailEvent, _ day: WeekDay) -> Int {
        Int((event.milliseconds - day.milliseconds(minute: 0)) / 60_000)
    }

    @Test(arguments: TestWeek.all)
    func onTuesdayTwoPeopleSeeTheCustomer(week: TestWeek) throws {
        let tuesday = try week.days()[week.week.calendar.tuesday].map(TrailEvent.init)
        let sightings = tuesday.filter { $0.text.contains(WeekStory.customer) }
        #expect(Set(sightings.map(\.user)) == [WeekStory.seller, WeekStory.intruder])
        for user in [WeekStory.seller, WeekStory.intruder] {
            let pictures = sightings.filter { $0.user == user && $0.type == "screenshot.url.received" }
            #expect(!pictures.isEmpty)
            #expect(pictures.contains { $0.event["objectName"] as? String == "Customer ledger" })
        }
    }

    @Test(arguments: TestWeek.all)
    func theIntruderComesOnceAfterHoursGoesThroughManyCustomersAndExports(week: TestWeek) throws {
        let calendar = week.week.calendar
        let sales = SimulatedSite().apps[WeekStory.app].name
        let own = try week.events().filter { $0.user == WeekStory.intruder }
        let story = own.filter { $0.app == sales }
        let day = calendar.days[calendar.tuesday]
        #expect(Set(story.map(\.sessionKey)).count == 1)
        #expect(story.allSatisfy { (20 * 60 + 45..<21 * 60).contains(Self.minute($0, day)) })
        let selected = story.filter { $0.type == "selection.state.changed" }
            .compactMap { ($0.event["details"] as? [[String: Any]])?.first?["qSelected"] as? String }
        #expect(Set(selected).count == 15 && selected.count == 15)
        #expect(selected.contains(WeekStory.customer))
        let exports = story.filter { $0.type == "event.export.requested" }
        #expect(exports.map { $0.event["target"] as? String } == ["xlsx", "pdf"])
        let sightings = story.filter { $0.text.contains(WeekStory.customer) }
        let picture = try #require(sightings.first { $0.type == "screenshot.url.received" })
        #expect(picture.milliseconds < exports[0].milliseconds)
        // On other days there is nothing of that kind: days before it, office hours, the app of the department.
        let before = own.filter { $0.milliseconds < day.milliseconds(minute: 0) }
        #expect(Set(before.map { $0.milliseconds / 86_400_000 }).count >= 3)
        #expect(before.allSatisfy { $0.app != sales })
    }

    @Test(arguments: TestWeek.all)
    func nobodyElseWorksOutsideOfficeHours(week: TestWeek) throws {
        let calendar = week.week.calendar
        var weekend = 0
        var all = 0
        for (day, events) in zip(calendar.days, week.days()) {
            for event in try events.map(TrailEvent.init) {
                all += 1
                weekend += day.isWorkday ? 0 : 1
                let minute = Self.minute(event, day)
                if event.user == WeekStory.intruder, minute > 20 * 60 { continue }
                let member = try #require(Staff.all.first { $0.user.identity == event.user })
                let hours = day.isWorkday ? member.hours : 10 * 60..<17 * 60 + 30
                let context: Comment = "\(event.user) \(day.iso) \(minute)"
                #expect((hours.lowerBound..<hours.upperBound + 15).contains(minute), context)
                if day.isWorkday { #expect(!member.lunch.contains(minute), context) }
                #expect(day.isWorkday || event.user != WeekStory.intruder)
            }
        }
        #expect(weekend * 20 < all, "\(weekend) of \(all)")
    }

    @Test(arguments: TestWeek.all)
    func oneExtensionFallsSilentForGood(week: TestWeek) throws {
        let calendar = week.week.calendar
        let monday = calendar.days[calendar.tuesday - 1]
        let own = try week.events().filter { $0.user == WeekStory.silent }
        let last = try #require(own.last)
        #expect(last.type != "event.session.ended")
        #expect((13 * 60..<14 * 60 + 10).contains(Self.minute(last, monday)))
        #expect(own.contains { $0.milliseconds < monday.milliseconds(minute: 0) })
        // Only that page has no end.
        let pages = try Dictionary(grouping: week.events(), by: \.sessionKey).values
        #expect(pages.count { !$0.contains { $0.type == "event.session.ended" } } == 1)
    }

    @Test func theWeekGoesBackFarEnoughToCompareTuesday() {
        // Seven whole days, and Thursday, Friday and Monday before the story.
        let ends = [
            "2026-11-16": (12, 6), "2026-11-17": (13, 6), "2026-11-18": (8, 7), "2026-11-19": (8, 6),
            "2026-11-20": (9, 6), "2026-11-21": (10, 6), "2026-11-22": (11, 6),
        ]
        for (date, expected) in ends {
            let calendar = TestWeek(now: date + "T12:00:00Z", zone: "UTC").week.calendar
            #expect(calendar.days.count == expected.0, "\(date)")
            #expect(calendar.tuesday + 1 == expected.1, "\(date)")
            #expect(calendar.days.last?.iso == date)
            #expect(calendar.days[calendar.tuesday].weekday == 3)
        }
    }

    @Test func livePeopleGoOnAsInTheWeek() throws {
        let site = SimulatedSite()
        let source = MadeUpScreenshotSource(baseURL: site.baseURL)
        for number in 0..<6 {
            var session = StaffSession(
                site: site,
                number: number,
                seed: 7,
                startMilliseconds: SimulatedCorpus.defaultStartMilliseconds,
                screenshots: source
            )
            var time = SimulatedCorpus.defaultStartMilliseconds
            var pages: [String: Int] = [:]
            for _ in 0..<400 {
                let (delay, simulated) = session.next()
                #expect(delay >= 0)
                time += delay
                let event = try TrailEvent(simulated)
                #expect(event.milliseconds == time)
                #expect(event.user == Staff.all[number].user.identity)
                pages[event.sessionKey, default: 0] += 1
                #expect(event.number == pages[event.sessionKey])
            }
            #expect(pages.count > 2)
        }
        #expect(Set((0..<6).map { Staff.all[$0].department }).count == 3)
    }
}
