/// Writing times.
extension UTCTime {
    /// Appends `2026-02-11T09:14:03.221Z`; a year outside 0…9999 takes a sign and six digits, as in ECMAScript.
    package func appendISO8601(to bytes: inout [UInt8]) {
        let date = date
        UTCTime.appendYear(date.year, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        UTCTime.appendDigits(date.month, count: 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        UTCTime.appendDigits(date.day, count: 2, to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        appendTimeOfDay(separator: UInt8(ascii: ":"), to: &bytes)
    }

    /// Appends `20260211T091403.221Z`, the form in file names.
    package func appendCompact(to bytes: inout [UInt8]) {
        appendDate(to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        appendTimeOfDay(separator: nil, to: &bytes)
    }

    /// Appends `20260211`, the UTC day.
    package func appendDate(to bytes: inout [UInt8]) {
        let date = date
        UTCTime.appendYear(date.year, to: &bytes)
        UTCTime.appendDigits(date.month, count: 2, to: &bytes)
        UTCTime.appendDigits(date.day, count: 2, to: &bytes)
    }

    /// `2026-02-11T09:14:03.221Z`.
    package var iso8601: String { text(appendISO8601) }

    /// `20260211T091403.221Z`.
    package var compact: String { text(appendCompact) }

    /// `20260211`.
    package var dateText: String { text(appendDate) }

    private func text(_ append: (inout [UInt8]) -> Void) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(27)
        append(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func appendTimeOfDay(separator: UInt8?, to bytes: inout [UInt8]) {
        // Wraps around twice for times close to the ends of 64 bits; the difference is right.
        let inDay = milliseconds &- day &* UTCTime.millisecondsPerDay
        UTCTime.appendDigits(inDay / 3_600_000, count: 2, to: &bytes)
        if let separator { bytes.append(separator) }
        UTCTime.appendDigits(inDay / 60_000 % 60, count: 2, to: &bytes)
        if let separator { bytes.append(separator) }
        UTCTime.appendDigits(inDay / 1000 % 60, count: 2, to: &bytes)
        bytes.append(UInt8(ascii: "."))
        UTCTime.appendDigits(inDay % 1000, count: 3, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    private static func appendYear(_ year: Int64, to bytes: inout [UInt8]) {
        if (0...9999).contains(year) {
            appendDigits(year, count: 4, to: &bytes)
        } else {
            bytes.append(year < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
            appendDigits(abs(year), count: 6, to: &bytes)
        }
    }

    /// Appends the lowest `count` decimal digits.
    private static func appendDigits(_ value: Int64, count: Int, to bytes: inout [UInt8]) {
        var divisor: Int64 = 1
        for _ in 1..<count { divisor *= 10 }
        var rest = value
        while divisor > 0 {
            bytes.append(UInt8(truncatingIfNeeded: rest / divisor % 10) + 0x30)
            rest %= divisor
            divisor /= 10
        }
    }
}
