/// Reading the date-times that Butler SOS takes.
extension UTCTime {
    /// Reads `YYYY-MM-DD`, one of `T`, `t` and space, `HH:MM:SS`, `.` and digits if any, and a zone.
    ///
    /// The zone is `Z`, `z`, `±HH`, `±HHMM` or `±HH:MM`. Dates must exist. Digits of the fraction after the third
    /// are cut off, as ECMAScript does. A second 60 is taken only as 23:59:60 UTC; the time is then the
    /// last millisecond before midnight, so that the event stays on its day.
    ///
    /// - Parameter text: UTF-8 without escapes.
    package init?(dateTime text: UnsafeRawBufferPointer) {
        guard text.count >= 20, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            text[10] | 0x20 == UInt8(ascii: "t") || text[10] == UInt8(ascii: " "), text[13] == UInt8(ascii: ":"),
            text[16] == UInt8(ascii: ":"), let century = UTCTime.twoDigits(text, 0),
            let yearOfCentury = UTCTime.twoDigits(text, 2), let month = UTCTime.twoDigits(text, 5),
            let day = UTCTime.twoDigits(text, 8), let hour = UTCTime.twoDigits(text, 11),
            let minute = UTCTime.twoDigits(text, 14), let second = UTCTime.twoDigits(text, 17)
        else { return nil }
        let year = century * 100 + yearOfCentury
        guard (1...12).contains(month), day >= 1, day <= UTCTime.dayCount(year: year, month: month), hour <= 23,
            minute <= 59, second <= 60
        else { return nil }

        var position = 19
        guard let fraction = UTCTime.fraction(text, &position), let offset = UTCTime.zoneMinutes(text, position)
        else { return nil }
        let minutes = UTCTime.day(year: year, month: month, day: day) * 1440 + hour * 60 + minute - offset
        if second == 60 {
            // 23:59 is the last minute of a day, also of days before 1970.
            guard (minutes + 1) % 1440 == 0 else { return nil }
            self.init(milliseconds: (minutes + 1) * 60_000 - 1)
        } else {
            self.init(milliseconds: (minutes * 60 + second) * 1000 + fraction)
        }
    }

    /// Reads a date-time; see ``init(dateTime:)-(UnsafeRawBufferPointer)``.
    package init?(dateTime text: String) {
        var text = text
        guard let time = text.withUTF8({ UTCTime(dateTime: UnsafeRawBufferPointer($0)) }) else { return nil }
        self = time
    }

    @inline(__always)
    private static func twoDigits(_ text: UnsafeRawBufferPointer, _ position: Int) -> Int64? {
        let tens = text[position] &- 0x30
        let ones = text[position + 1] &- 0x30
        guard tens < 10, ones < 10 else { return nil }
        return Int64(tens * 10 + ones)
    }

    private static func dayCount(year: Int64, month: Int64) -> Int64 {
        guard month == 2 else { return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31 }
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    }

    /// Goes past `.` and digits; milliseconds, 0 when there is no `.`, nil when no digit follows it.
    private static func fraction(_ text: UnsafeRawBufferPointer, _ position: inout Int) -> Int64? {
        guard text[position] == UInt8(ascii: ".") else { return 0 }
        let start = position + 1
        position = start
        var milliseconds: Int64 = 0
        var weight: Int64 = 100
        while position < text.count, text[position] &- 0x30 < 10 {
            milliseconds += Int64(text[position] &- 0x30) * weight
            weight /= 10
            position += 1
        }
        return position > start ? milliseconds : nil
    }

    /// Reads the zone from `position` to the end: minutes east of UTC.
    private static func zoneMinutes(_ text: UnsafeRawBufferPointer, _ position: Int) -> Int64? {
        let length = text.count - position
        guard length >= 1 else { return nil }
        if length == 1 { return text[position] | 0x20 == UInt8(ascii: "z") ? 0 : nil }
        let sign: Int64
        switch text[position] {
        case UInt8(ascii: "+"): sign = 1
        case UInt8(ascii: "-"): sign = -1
        default: return nil
        }
        guard length >= 3, let hours = twoDigits(text, position + 1), hours <= 23 else { return nil }
        if length == 3 { return sign * hours * 60 }
        let minutesStart: Int
        switch length {
        case 5: minutesStart = position + 3
        case 6 where text[position + 3] == UInt8(ascii: ":"): minutesStart = position + 4
        default: return nil
        }
        guard let minutes = twoDigits(text, minutesStart), minutes <= 59 else { return nil }
        return sign * (hours * 60 + minutes)
    }
}
