/// Qlik's serial day numbers and the texts beside them, for the proleptic Gregorian calendar without leap seconds.
///
/// Serial 0 is 1899-12-30; days before it are negative. Values outside the years 0001…9999 have no serial here and are
/// written as text.
package enum QVDCalendar {
    /// Days since 1970-01-01 that have a serial: 0001-01-01 to 9999-12-31.
    package static let days: ClosedRange<Int64> = -719_162...2_932_896
    /// Milliseconds since 1970-01-01 UTC that have a serial: the same days, whole.
    package static let milliseconds: ClosedRange<Int64> =
        -719_162 * millisecondsPerDay...2_932_897 * millisecondsPerDay - 1
    /// The serial of 1970-01-01.
    static let serialOf1970: Int64 = 25_569

    private static let millisecondsPerDay: Int64 = 86_400_000

    /// The serial of a moment, correctly rounded: one division of two exact numbers.
    ///
    /// - Precondition: the moment lies in ``milliseconds``.
    package static func serial(milliseconds: Int64) -> Double {
        Double(milliseconds + serialOf1970 * millisecondsPerDay) / Double(millisecondsPerDay)
    }

    /// Appends `YYYY-MM-DD hh:mm:ss.fff`.
    ///
    /// A year outside 0…9999 has a sign and as many digits as it needs, at least four.
    package static func appendTimestamp(milliseconds: Int64, to bytes: inout [UInt8]) {
        appendSecond(milliseconds: milliseconds, to: &bytes)
        bytes.append(UInt8(ascii: "."))
        appendDigits(parts(milliseconds).inDay % 1000, count: 3, to: &bytes)
    }

    /// Appends `YYYY-MM-DD hh:mm:ss`; the year as in ``appendTimestamp(milliseconds:to:)``.
    static func appendSecond(milliseconds: Int64, to bytes: inout [UInt8]) {
        let (day, inDay) = parts(milliseconds)
        appendDay(day, separator: UInt8(ascii: "-"), to: &bytes)
        bytes.append(0x20)
        appendDigits(inDay / 3_600_000, count: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        appendDigits(inDay / 60_000 % 60, count: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        appendDigits(inDay / 1000 % 60, count: 2, to: &bytes)
    }

    /// Appends year, month and day of a day since 1970-01-01, with `separator` between them.
    package static func appendDay(_ day: Int64, separator: UInt8?, to bytes: inout [UInt8]) {
        let date = date(ofDay: day)
        appendYear(date.year, to: &bytes)
        if let separator { bytes.append(separator) }
        appendDigits(date.month, count: 2, to: &bytes)
        if let separator { bytes.append(separator) }
        appendDigits(date.day, count: 2, to: &bytes)
    }

    /// Year, month 1…12 and day 1…31 of any day since 1970-01-01.
    ///
    /// Counts in eras of 400 years that start on 1 March, so that the leap day is a year's last (the method of
    /// H. Hinnant's `civil_from_days`).
    package static func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        // The shift to 0000-03-01 is made inside one era, so that it can't overflow.
        let (eraOfDay, dayInEra) = floorDivide(day, by: 146_097)
        let (erasOfShift, dayOfEra) = floorDivide(dayInEra + 719_468, by: 146_097)
        let era = eraOfDay + erasOfShift
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func parts(_ milliseconds: Int64) -> (day: Int64, inDay: Int64) {
        let (day, inDay) = floorDivide(milliseconds, by: millisecondsPerDay)
        return (day, inDay)
    }

    private static func floorDivide(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    private static func appendYear(_ year: Int64, to bytes: inout [UInt8]) {
        if !(0...9999).contains(year) { bytes.append(year < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+")) }
        let magnitude = abs(year)
        if magnitude > 9999 {
            bytes.append(contentsOf: String(magnitude).utf8)
        } else {
            appendDigits(magnitude, count: 4, to: &bytes)
        }
    }

    /// Appends a number of at most `count` digits, with leading zeros; `count` is 2 to 4.
    private static func appendDigits(_ value: Int64, count: Int, to bytes: inout [UInt8]) {
        let value = UInt32(truncatingIfNeeded: value)
        if count > 3 { bytes.append(UInt8(truncatingIfNeeded: 0x30 + value / 1000)) }
        if count > 2 { bytes.append(UInt8(truncatingIfNeeded: 0x30 + value / 100 % 10)) }
        bytes.append(UInt8(truncatingIfNeeded: 0x30 + value / 10 % 10))
        bytes.append(UInt8(truncatingIfNeeded: 0x30 + value % 10))
    }
}
