import Foundation

/// The days of the demonstration: the week before now, and enough of the one before it for last Tuesday to be compared.
package struct WeekCalendar: Sendable {
    /// Whose clock people work by.
    package let zone: TimeZone

    /// When it ends, in milliseconds since 1970-01-01 UTC.
    package let nowMilliseconds: Int64

    /// The days, today as the last one.
    package let days: [WeekDay]

    /// Index of the last Tuesday that is over.
    package let tuesday: Int

    /// Tuesday by the numbers of Foundation.
    private static let tuesdayNumber = 3
    /// The story has so many days before it at least: Thursday and Friday, the weekend, Monday.
    private static let daysBeforeTuesday = 5

    /// The days up to the one that `nowMilliseconds` is in.
    package init(nowMilliseconds: Int64, zone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let now = Date(timeIntervalSince1970: Double(nowMilliseconds) / 1_000)
        let weekday = calendar.component(.weekday, from: now)
        let sinceTuesday = (weekday - Self.tuesdayNumber + 6) % 7 + 1
        let count = max(7, sinceTuesday + Self.daysBeforeTuesday)
        self.zone = zone
        self.nowMilliseconds = nowMilliseconds
        // At noon, as a change of the clocks may leave out midnight.
        let noon = calendar.startOfDay(for: now).addingTimeInterval(12 * 3_600)
        days = (0...count).map { index in
            guard let date = calendar.date(byAdding: .day, value: index - count, to: noon) else {
                preconditionFailure("there is a day before each day")
            }
            return WeekDay(date, calendar)
        }
        tuesday = count - sinceTuesday
    }

    /// How far a zone is from UTC at a time, as browsers say it: minutes to add to local time.
    static func offsetMinutes(of zone: TimeZone, at milliseconds: Int64) -> Int {
        -zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(milliseconds) / 1_000)) / 60
    }
}
