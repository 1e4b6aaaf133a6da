import Foundation

/// Somebody of ``Staff`` at work now: one page after the other, as on the days of a ``WorkWeek``.
package struct StaffSession: LiveSession {
    /// How long somebody does something else between two pages.
    private static let betweenPages: ClosedRange<Int64> = 15_000...150_000
    /// How long somebody goes on to new things on a page.
    private static let pageMilliseconds: Int64 = 9 * 60_000
    /// Pictures that are taken on a page at most.
    private static let picturesOfPage = 2
    /// Percent of pages in the second app of whoever has one.
    private static let secondApp = 30

    private let site: SimulatedSite
    private let number: Int
    private let seed: UInt64
    private let zone: TimeZone
    private let screenshots: any ScreenshotSource

    private var chance: SeededGenerator
    private var pages: UInt64 = 0
    /// The end of the last page.
    private var pageEnd: Int64
    /// The time of the event given out last.
    private var clock: Int64
    private var queue: ArraySlice<SimulatedEvent> = []

    /// Lets the person with this number in ``Staff`` begin at `startMilliseconds` since 1970-01-01 UTC.
    package init(
        site: SimulatedSite,
        number: Int,
        seed: UInt64,
        startMilliseconds: Int64,
        screenshots: any ScreenshotSource
    ) {
        precondition(Staff.all.indices.contains(number), "there are forty people")
        self.site = site
        self.number = number
        self.seed = seed
        self.screenshots = screenshots
        zone = .current
        chance = SeededGenerator(seed: seed)
        pageEnd = startMilliseconds
        clock = startMilliseconds
    }

    package mutating func next() -> (delayMilliseconds: Int64, event: SimulatedEvent) {
        while true {
            if let event = queue.popFirst() {
                defer { clock = event.timestampMilliseconds }
                return (event.timestampMilliseconds - clock, event)
            }
            work()
        }
    }

    private mutating func work() {
        let member = Staff.all[number]
        let isSecond = member.apps.count > 1 && chance.chance(percent: Self.secondApp)
        let app = isSecond ? member.apps[1] : member.apps[0]
        // The first page opens sooner, as somebody waits for it.
        let start = pageEnd + (pages == 0 ? chance.integer(in: 500...20_000) : chance.integer(in: Self.betweenPages))
        let place = PageTrail.Place(
            app: site.apps[app],
            scope: AuditScope.of(app: app),
            member: member,
            zoneOffsetMinutes: WeekCalendar.offsetMinutes(of: zone, at: start),
            screenshots: screenshots
        )
        pages += 1
        var page = PageTrail(
            place,
            start: start,
            chance: SeededGenerator(seed: chance.next()),
            ids: SeededGenerator(seed: seed, stream: pages)
        )
        page.picturesLeft = Self.picturesOfPage
        OrdinaryWork(number: number, lastAction: start + Self.pageMilliseconds) { _ in false }.run(on: &page)
        page.close()
        pageEnd = page.clock
        queue = page.events[...]
    }
}
