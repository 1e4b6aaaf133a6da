import AuditEvents
import AuditTesting
import Foundation
import Testing

@Suite(.inTurn) struct UTCTimeTests {
    @Test(
        arguments: [
            ("2026-02-11T09:14:03.221Z", 1_770_801_243_221), ("1970-01-01T00:00:00Z", 0), ("1970-01-01t00:00:00z", 0),
            ("1970-01-01 00:00:00Z", 0), ("1969-12-31T23:59:59.999Z", -1), ("1970-01-01T02:00:00+02", 0),
            ("1970-01-01T02:30:00+0230", 0), ("1969-12-31T21:30:00-02:30", 0), ("1970-01-01T00:00:00.0019999Z", 1),
            ("1970-01-01T00:00:00.5Z", 500), ("2000-02-29T00:00:00Z", 951_782_400_000),
            ("0000-01-01T00:00:00Z", -62_167_219_200_000),
            ("0000-02-29T00:00:00Z", -62_162_121_600_000), ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
            ("2016-12-31T23:59:60Z", 1_483_228_799_999), ("2016-12-31T23:59:60.7Z", 1_483_228_799_999),
            ("2017-01-01T01:59:60+02", 1_483_228_799_999), ("2016-12-31T15:59:60-08:00", 1_483_228_799_999),
            ("1969-12-31T23:59:60Z", -1),
        ] as [(String, Int64)]
    )
    func theGrammarIsRead(_ text: String, _ expected: Int64) {
        #expect(UTCTime(dateTime: text)?.milliseconds == expected)
    }

    @Test(arguments: [
        "", "2026-02-11", "2026-02-11T09:14:03", "2026-02-11T09:14Z", "2026-02-29T09:14:03Z", "1900-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-04-31T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:61Z", "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00+2",
        "2026-01-01T00:00:00+24", "2026-01-01T00:00:00+02:60", "2026-01-01T00:00:00+02:0", "2026-01-01T00:00:00+020",
        "2026-01-01T00:00:00ZZ", " 2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z ", "2026-01-01_00:00:00Z",
        "2026-1-01T00:00:00Z",
        "20260101T000000Z", "2026-01-01T00:00:00,5Z", "+002026-01-01T00:00:00Z", "2026-01-01T00:00:00\u{2212}02:00",
        "2026-01-01T00:00:00+02:000", "2026-01-01T00:00:00+02 00", "2026-01-01T00:00:00.+02",
        "2026-01-01T00:00:00.123456",
    ])
    func everythingElseIsRefused(_ text: String) {
        #expect(UTCTime(dateTime: text) == nil)
    }

    @Test func timesAreWrittenInThreeForms() {
        let time = UTCTime(milliseconds: 1_770_801_243_221)
        #expect(time.iso8601 == "2026-02-11T09:14:03.221Z")
        #expect(time.compact == "20260211T091403.221Z")
        #expect(time.dateText == "20260211")
        #expect(UTCTime(milliseconds: -1).iso8601 == "1969-12-31T23:59:59.999Z")
        #expect(UTCTime(milliseconds: -62_167_219_200_000).iso8601 == "0000-01-01T00:00:00.000Z")
        #expect(UTCTime(milliseconds: -62_167_219_200_001).iso8601 == "-000001-12-31T23:59:59.999Z")
        #expect(UTCTime(milliseconds: 253_402_300_800_000).iso8601 == "+010000-01-01T00:00:00.000Z")
    }

    @Test func everyDayOfTheCalendarComesBack() {
        var next: Int64 = -62_167_219_200_000
        var expected = (year: Int64(0), month: Int64(1), day: Int64(1))
        while expected.year <= 9999 {
            let time = UTCTime(milliseconds: next)
            #expect(time.date == expected)
            let leap = expected.year % 4 == 0 && (expected.year % 100 != 0 || expected.year % 400 == 0)
            let count: [Int64] = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            expected.day += 1
            if expected.day > count[Int(expected.month) - 1] { expected = (expected.year, expected.month + 1, 1) }
            if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
            next += 86_400_000
        }
    }

    @Test func whatIsWrittenIsReadBack() {
        var generator = SeededGenerator.printed("whatIsWrittenIsReadBack")
        for _ in 0..<20_000 {
            let time = UTCTime(milliseconds: .random(in: -62_167_219_200_000...253_402_300_799_999, using: &generator))
            #expect(UTCTime(dateTime: time.iso8601) == time)
        }
    }
}
