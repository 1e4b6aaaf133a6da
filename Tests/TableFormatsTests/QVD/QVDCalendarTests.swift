import AuditTesting
import TableFormats
import TableSamples
import Testing

/// Serials, calendar dates and their texts.
@Suite(.inTurn) struct QVDCalendarTests {
    private func timestamp(_ milliseconds: Int64) -> String {
        var bytes: [UInt8] = []
        QVDCalendar.appendTimestamp(milliseconds: milliseconds, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [
        (0, "1970-01-01 00:00:00.000"), (-1, "1969-12-31 23:59:59.999"),
        (951_782_400_000, "2000-02-29 00:00:00.000"), (-2_203_891_200_000, "1900-03-01 00:00:00.000"),
        (-2_209_161_600_000, "1899-12-30 00:00:00.000"), (-62_135_596_800_000, "0001-01-01 00:00:00.000"),
        (-62_135_596_800_001, "0000-12-31 23:59:59.999"), (-62_167_219_200_001, "-0001-12-31 23:59:59.999"),
        (253_402_300_799_999, "9999-12-31 23:59:59.999"), (253_402_300_800_000, "+10000-01-01 00:00:00.000"),
        (Int64.max, "+292278994-08-17 07:12:55.807"), (Int64.min, "-292275055-05-16 16:47:04.192"),
    ])
    func momentsHaveTheirText(milliseconds: Int64, text: String) {
        #expect(timestamp(milliseconds) == text)
        let hasSerial = text.count == 23 && text.prefix(4) != "0000"
        #expect(QVDCalendar.milliseconds.contains(milliseconds) == hasSerial)
    }

    @Test func everyDayFollowsTheOneBefore() {
        let lengths: [Int64] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var (year, month, day) = (Int64(-1), Int64(1), Int64(1))
        for count in (QVDCalendar.days.lowerBound - 731)...(QVDCalendar.days.upperBound + 731) {
            let found = QVDCalendar.date(ofDay: count)
            guard found == (year, month, day) else {
                Issue.record("day \(count) is \(found), not \((year, month, day))")
                return
            }
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            day += 1
            if day > lengths[Int(month) - 1] + (month == 2 && isLeap ? 1 : 0) { (day, month) = (1, month + 1) }
            if month > 12 { (month, year) = (1, year + 1) }
        }
        #expect((year, month, day) == (10_002, 1, 1))
    }

    @Test func serialsRoundBackToTheMillisecond() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<100_000 {
            let moment = Int64.random(in: QVDCalendar.milliseconds, using: &generator)
            let back = (QVDCalendar.serial(milliseconds: moment) * 86_400_000).rounded() - 25_569 * 86_400_000
            #expect(Int64(back) == moment, "seed \(seed)")
        }
        #expect(QVDCalendar.serial(milliseconds: 0) == 25_569)
        #expect(QVDCalendar.serial(milliseconds: -2_209_161_600_000) == 0)
        #expect(QVDCalendar.serial(milliseconds: -2_209_183_200_000) == -0.25)
        #expect(QVDCalendar.serial(milliseconds: 1_772_988_381_181).bitPattern == 0x40E6_8136_5D07_CE82)
    }

    @Test func daysAtTheEndsOfTheCountHaveATextToo() {
        for day in [Int64.min, .min + 1, .max - 1, .max] {
            var bytes: [UInt8] = []
            QVDCalendar.appendDay(day, separator: UInt8(ascii: "-"), to: &bytes)
            #expect(bytes.count > 12)
        }
    }
}
