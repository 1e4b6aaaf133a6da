/// A moment, in milliseconds since 1970-01-01T00:00:00Z; calendar arithmetic without a library.
///
/// The proleptic Gregorian calendar, as in RFC 3339 and ECMAScript; no leap seconds.
package struct UTCTime: Sendable, Hashable, Comparable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package let milliseconds: Int64

    /// Makes a moment from milliseconds since 1970-01-01T00:00:00Z.
    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Orders moments from earlier to later.
    package static func < (left: UTCTime, right: UTCTime) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// Length of a day; UTC as computers count it has no leap seconds.
    static let millisecondsPerDay: Int64 = 86_400_000

    /// The beginning of a day, counted from 1970-01-01.
    package init(day: Int64) {
        self.init(milliseconds: day * Self.millisecondsPerDay)
    }

    /// The day, counted from 1970-01-01.
    package var day: Int64 {
        let (days, rest) = milliseconds.quotientAndRemainder(dividingBy: Self.millisecondsPerDay)
        return rest < 0 ? days - 1 : days
    }

    /// Year, month 1…12 and day 1…31.
    ///
    /// Counts in eras of 400 years that start on 1 March, so that the leap day is a year's last
    /// (the method of H. Hinnant's `civil_from_days`).
    package var date: (year: Int64, month: Int64, day: Int64) {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// The day of a date, counted from 1970-01-01.
    static func day(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
