import AuditEvents

/// A day in UTC, counted from 1970-01-01.
package struct Day: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Days since 1970-01-01.
    package let rawValue: Int64

    /// Names the day that is so many days after 1970-01-01.
    package init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// The day of a moment.
    package init(of time: UTCTime) {
        self.init(time.day)
    }

    /// Reads `YYYY-MM-DD`; nil for anything else.
    package init?(_ text: String) {
        guard text.utf8.count == 10, let time = UTCTime(dateTime: text + "T00:00:00Z") else { return nil }
        self.init(of: time)
    }

    /// Its first moment.
    package var begin: UTCTime { UTCTime(day: rawValue) }

    /// The day after so many days, or before when `count` is negative.
    package func advanced(by count: Int64) -> Day { Day(rawValue + count) }

    /// Monday is 0, Sunday is 6; 1970-01-01 was a Thursday.
    package var weekday: Int { Int(((rawValue + 3) % 7 + 7) % 7) }

    /// `YYYY-MM-DD`.
    package var description: String { String(begin.iso8601.prefix(10)) }

    /// Orders days from earlier to later.
    package static func < (left: Day, right: Day) -> Bool { left.rawValue < right.rawValue }
}
