import Foundation

/// A day of the demonstration, in its time zone.
package struct WeekDay: Sendable, Hashable {
    /// Year, month and day, and which day of the week it is: 1 is Sunday, as in Foundation.
    package let year, month, day, weekday: Int

    private let calendar: Calendar

    init(_ date: Date, _ calendar: Calendar) {
        let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
        guard let year = parts.year, let month = parts.month, let day = parts.day, let weekday = parts.weekday else {
            preconditionFailure("a date of the Gregorian calendar has all parts that are asked for")
        }
        self.year = year
        self.month = month
        self.day = day
        self.weekday = weekday
        self.calendar = calendar
    }

    /// Whether people work, public holidays aside.
    package var isWorkday: Bool { (2...6).contains(weekday) }

    /// ISO 8601, such as `2026-11-17`.
    package var iso: String { String(format: "%04d-%02d-%02d", year, month, day) }

    /// A time of this day in milliseconds since 1970-01-01 UTC; `second` may be more than a minute.
    package func milliseconds(minute: Int, second: Int = 0) -> Int64 {
        let parts = DateComponents(
            year: year,
            month: month,
            day: day,
            hour: minute / 60,
            minute: minute % 60,
            second: second
        )
        guard let date = calendar.date(from: parts) else { preconditionFailure("every day has every hour or the next") }
        return Int64(date.timeIntervalSince1970 * 1_000)
    }
}
