/// Decides who opens which app when: presence, office hours, lunch, weekends, and what ``WeekStory`` needs.
struct WeekDiary: Sendable {
    private let calendar: WeekCalendar
    private let seed: UInt64
    /// The first day that people work, on which everybody comes.
    private let firstWorkday: Int

    /// Nobody opens an app in the last minutes before lunch or before leaving.
    private static let marginMinutes = 15
    /// Between two pages of one person.
    private static let fewestMinutesBetween = 25
    /// Percent of people who are there on a day.
    private static let presence = (workday: 90, weekend: 4)
    /// Percent of people who open an app a second and a third time.
    private static let morePages = [35, 25]
    /// The hours in which somebody looks in on a weekend.
    private static let weekendMinutes: ClosedRange<Int64> = 600...1_020

    init(_ calendar: WeekCalendar, seed: UInt64) {
        self.calendar = calendar
        self.seed = seed
        guard let first = calendar.days.firstIndex(where: \.isWorkday) else {
            preconditionFailure("a week has days on which people work")
        }
        firstWorkday = first
    }

    /// The pages of the person with this number on a day, in the order of time.
    func pages(of number: Int, day: Int) -> [PagePlan] {
        let member = Staff.all[number]
        let date = calendar.days[day]
        var chance = SeededGenerator(seed: seed ^ 0xD1A2_7000, stream: UInt64(day * 64 + number))
        var pages = ordinaryPages(of: member, number, day, &chance)
        let identity = member.user.identity
        let sinceTuesday = day - calendar.tuesday
        if identity == WeekStory.seller, sinceTuesday == 0 {
            let start = date.milliseconds(minute: 0, second: WeekStory.sellerSecond) + 318
            pages = pages.filter { $0.start > start + 3_600_000 }
            pages.insert(PagePlan(app: WeekStory.app, start: start, lastAction: start, course: .call), at: 0)
        }
        if identity == WeekStory.intruder, sinceTuesday == 0 {
            let start = date.milliseconds(minute: 0, second: WeekStory.beginSecond) + 742
            pages.append(PagePlan(app: WeekStory.app, start: start, lastAction: start, course: .intrusion))
        }
        if identity == WeekStory.silent, sinceTuesday >= -1 {
            guard sinceTuesday == -1 else { return [] }
            let start = date.milliseconds(minute: WeekStory.lastPageMinute)
            pages = pages.filter { $0.lastAction < start }
            pages.append(plan(member.apps[0], start: start, minutes: 10, .cutOff))
        }
        if identity == WeekStory.loser, sinceTuesday == -4, let first = pages.first {
            pages[0] = PagePlan(
                app: first.app,
                start: first.start,
                lastAction: max(first.lastAction, first.start + 300_000),
                course: .lossy
            )
        }
        return pages
    }

    private func ordinaryPages(
        of member: StaffMember,
        _ number: Int,
        _ day: Int,
        _ chance: inout SeededGenerator
    ) -> [PagePlan] {
        let date = calendar.days[day]
        guard date.isWorkday else {
            // The intruder has no unusual hours but those of the story.
            let isIntruder = member.user.identity == WeekStory.intruder
            guard !isIntruder, chance.chance(percent: Self.presence.weekend) else { return [] }
            let minute = Int(chance.integer(in: Self.weekendMinutes))
            let start = date.milliseconds(minute: minute) + chance.integer(in: 0...59_999)
            return [plan(member.apps[0], start: start, minutes: 8, .ordinary)]
        }
        guard isPresent(member, number, day, &chance) else { return [] }
        var count = 1
        for percent in Self.morePages where count > 0 && chance.chance(percent: percent) { count += 1 }
        // Whoever has two apps opens both on the first day, so that neither is new later.
        if day == firstWorkday { count = max(count, member.apps.count) }
        var starts: [Int] = []
        for _ in 0..<count {
            let minute = startMinute(member, &chance)
            if starts.allSatisfy({ abs($0 - minute) >= Self.fewestMinutesBetween }) { starts.append(minute) }
        }
        return starts.sorted().enumerated().map { index, minute in
            let isSecond = member.apps.count > 1 && (day == firstWorkday ? index == 0 : chance.chance(percent: 30))
            let start = date.milliseconds(minute: minute) + chance.integer(in: 0...59_999)
            return plan(isSecond ? member.apps[1] : member.apps[0], start: start, minutes: 9, .ordinary)
        }
    }

    private func isPresent(
        _ member: StaffMember,
        _ number: Int,
        _ day: Int,
        _ chance: inout SeededGenerator
    ) -> Bool {
        let comes = chance.chance(percent: Self.presence.workday)
        let identity = member.user.identity
        let isNeeded = [WeekStory.seller, WeekStory.intruder, WeekStory.silent, WeekStory.loser].contains(identity)
        if day == firstWorkday || (isNeeded && day <= calendar.tuesday) { return true }
        return comes && !(member.isPartTime && (day + number) % 5 < 2)
    }

    private func startMinute(_ member: StaffMember, _ chance: inout SeededGenerator) -> Int {
        let morning = member.hours.lowerBound + 5...member.lunch.lowerBound - Self.marginMinutes
        let afternoon = member.lunch.upperBound + 5...member.hours.upperBound - Self.marginMinutes
        let half = chance.chance(percent: 50) ? morning : afternoon
        return Int(chance.integer(in: Int64(half.lowerBound)...Int64(half.upperBound)))
    }

    private func plan(_ app: Int, start: Int64, minutes: Int64, _ course: PagePlan.Course) -> PagePlan {
        PagePlan(app: app, start: start, lastAction: start + minutes * 60_000, course: course)
    }
}
