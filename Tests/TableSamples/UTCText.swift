/// Instants as text.
enum UTCText {
    /// Such as `2026-02-11T09:14:05.902Z`; for years 1…9999.
    static func instant(_ milliseconds: Int64) -> String {
        let day = floorDivide(milliseconds, 86_400_000)
        let rest = milliseconds - day * 86_400_000
        let (year, month, dayOfMonth) = date(day)
        return [
            "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))T",
            "\(padded(rest / 3_600_000, 2)):\(padded(rest / 60_000 % 60, 2)):",
            "\(padded(rest / 1000 % 60, 2)).\(padded(rest % 1000, 3))Z",
        ].joined()
    }

    /// Such as `20260211`.
    static func day(_ milliseconds: Int64) -> String {
        let (year, month, dayOfMonth) = date(floorDivide(milliseconds, 86_400_000))
        return padded(year, 4) + padded(month, 2) + padded(dayOfMonth, 2)
    }

    /// Year, month and day of the proleptic Gregorian calendar, counted in years that begin in March.
    private static func date(_ day: Int64) -> (Int64, Int64, Int64) {
        let shifted = day + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
