import Foundation

/// A believable week of a company: forty people, three apps, office hours, and ``WeekStory``.
///
/// The same seed, moment and zone give the same bytes, ids included. With another moment on the same day of the week only
/// ids and dates differ, and today goes further. Events are as our extension sends them.
package struct WorkWeek: Sendable {
    /// The seed when nobody wants another one.
    package static let defaultSeed: UInt64 = 2_026

    /// The time zone of this machine (TZ), by its IANA name.
    package static var localZone: String { TimeZone.current.identifier }

    /// So many pictures are taken at most.
    package static let maximumPictures = 150
    /// Those of ``WeekStory``.
    private static let storyPictures = 4
    /// Percent of pages on which a picture may be taken while there are some left for the day.
    private static let picturedPages = 55
    /// How many events the page that loses some loses.
    private static let lossCount = 3

    /// The days.
    package let calendar: WeekCalendar

    private let site: SimulatedSite
    private let seed: UInt64
    private let diary: WeekDiary
    /// Pictures of a day on which people work.
    private let dailyPictures: Int

    /// The week of `site` that ends at `nowMilliseconds` since 1970-01-01 UTC.
    ///
    /// People live in the time zone with this IANA name, or else in UTC.
    package init(site: SimulatedSite, seed: UInt64, nowMilliseconds: Int64, zone: String) {
        self.site = site
        self.seed = seed
        calendar = WeekCalendar(nowMilliseconds: nowMilliseconds, zone: TimeZone(identifier: zone) ?? .gmt)
        diary = WeekDiary(calendar, seed: seed)
        dailyPictures = (Self.maximumPictures - Self.storyPictures) / calendar.days.count { $0.isWorkday }
    }

    /// What happened on a day, in the order of time; pages that would not be closed by now are left out.
    package func events(ofDay day: Int, screenshots: any ScreenshotSource) -> [SimulatedEvent] {
        var picturesLeft = calendar.days[day].isWorkday ? dailyPictures : 0
        var events: [SimulatedEvent] = []
        // Each day somebody else comes first, so that pictures are of everybody.
        for place in Staff.all.indices {
            let number = (place + day * 7) % Staff.all.count
            for (index, plan) in diary.pages(of: number, day: day).enumerated() {
                // Decided before it is known what a page shows, and for pages to come too: whatever there is of a day
                // stays the same when more of it is over.
                let isPictured = plan.course == .ordinary && picturesLeft > 0 && takesPicture(number, day, index)
                if isPictured { picturesLeft -= 1 }
                guard plan.start < calendar.nowMilliseconds else { continue }
                var page = page(plan, of: number, day: day, index: index, screenshots)
                page.picturesLeft = isPictured ? 1 : 0
                play(plan, on: &page, number: number, day: day)
                if page.clock < calendar.nowMilliseconds { events += page.events }
            }
        }
        return events.enumerated().sorted { left, right in
            (left.element.timestampMilliseconds, left.offset) < (right.element.timestampMilliseconds, right.offset)
        }.map(\.element)
    }

    private func takesPicture(_ number: Int, _ day: Int, _ index: Int) -> Bool {
        var chance = SeededGenerator(seed: seed ^ 0x91C7_0000, stream: Self.stream(number, day, index))
        return chance.chance(percent: Self.picturedPages)
    }

    /// A number for each page of a week.
    private static func stream(_ number: Int, _ day: Int, _ index: Int) -> UInt64 {
        UInt64((day * 64 + number) * 16 + index)
    }

    private func page(
        _ plan: PagePlan,
        of number: Int,
        day: Int,
        index: Int,
        _ screenshots: any ScreenshotSource
    ) -> PageTrail {
        let today = calendar.days[calendar.days.count - 1]
        let date = (today.year * 16 + today.month) * 32 + today.day
        let behaviour = Self.stream(number, day, index)
        let place = PageTrail.Place(
            app: site.apps[plan.app],
            scope: AuditScope.of(app: plan.app),
            member: Staff.all[number],
            zoneOffsetMinutes: WeekCalendar.offsetMinutes(of: calendar.zone, at: plan.start),
            screenshots: screenshots
        )
        return PageTrail(
            place,
            start: plan.start,
            chance: SeededGenerator(seed: seed ^ 0xBE4A_7000, stream: behaviour),
            ids: SeededGenerator(seed: seed ^ 0x1D5_0000, stream: UInt64(date) << 32 | behaviour)
        )
    }

    private func play(_ plan: PagePlan, on page: inout PageTrail, number: Int, day: Int) {
        switch plan.course {
        case .intrusion: WeekStory.intrude(on: &page)
        case .call: WeekStory.prepareCall(on: &page)
        case .ordinary, .cutOff, .lossy:
            let app = page.place.app
            let member = page.place.member
            let isStoryDay = day == calendar.tuesday
            let work = OrdinaryWork(number: number, lastAction: plan.lastAction) { selections in
                isStoryDay && WeekStory.shows(app, selections: selections, to: member)
            }
            work.run(on: &page)
            guard plan.course != .cutOff else { return }
            if plan.course == .lossy {
                page.turn(to: (page.sheet + 1) % app.sheets.count)
                page.look(milliseconds: 14_000)
                page.loseLatest(Self.lossCount)
                page.look(milliseconds: 12_000)
                page.reportLosses()
                page.look(milliseconds: 5_000)
            }
            page.close()
        }
    }
}
