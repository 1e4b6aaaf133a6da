import AuditServer
import AuditTesting
import Foundation
import Testing

/// The parts of the console that decide without effects.
@Suite(.inTurn) struct ConsoleValueTests {
    @Test func theGuardDoublesTheWaitUpToItsBound() {
        var tries = SignInGuard()
        var now: Int64 = 0
        var waits: [Int64] = []
        for _ in 0..<20 {
            tries.begin(account: "anna", address: "192.0.2.1", at: now)
            waits.append(tries.waitMilliseconds(account: "ANNA", address: "198.51.100.9", at: now))
            now += waits.last ?? 0
        }
        #expect(waits.prefix(8) == [0, 0, 0, 0, 0, 2_000, 4_000, 8_000])
        #expect((waits.max() ?? 0) == 900_000)
        #expect(tries.waitMilliseconds(account: "otto", address: "198.51.100.9", at: now) == 0)
    }

    @Test func theGuardCountsAnAddressOverAllAccounts() {
        var tries = SignInGuard()
        for index in 0..<21 { tries.begin(account: "name\(index)", address: "192.0.2.1", at: 0) }
        #expect(tries.waitMilliseconds(account: "other", address: "192.0.2.1", at: 0) == 2_000)
        #expect(tries.waitMilliseconds(account: "other", address: "192.0.2.2", at: 0) == 0)
    }

    @Test func theGuardStaysBoundedHoweverManyTry() {
        var tries = SignInGuard()
        for index in 0..<(3 * SignInGuard.maximumEntries) {
            tries.begin(account: "a\(index)", address: "b\(index)", at: Int64(index))
        }
        let last = 3 * SignInGuard.maximumEntries - 1
        for _ in 0..<10 { tries.begin(account: "a\(last)", address: "b\(last)", at: Int64(last)) }
        #expect(tries.waitMilliseconds(account: "a\(last)", address: "x", at: Int64(last)) > 0)
    }

    @Test func aSignInForgetsTheFailuresOfItsAccount() {
        var tries = SignInGuard()
        for _ in 0..<6 { tries.begin(account: "anna", address: "192.0.2.1", at: 0) }
        tries.succeed(account: "anna", address: "192.0.2.1")
        #expect(tries.waitMilliseconds(account: "anna", address: "192.0.2.1", at: 0) == 0)
    }

    @Test(arguments: [
        ("a=1&b=2", "a=1&b=2"), ("a=%41%2b+x", "a=A%2B%20x"), ("a", ""), ("a=%zz", "a=%25zz"), ("&&a=1&", "a=1"),
        ("a=b=c", "a=b%3Dc"), ("%E2%82%AC=%E2%82%AC", "%E2%82%AC=%E2%82%AC"), ("a=%FF", "a=%EF%BF%BD"),
    ])
    func fieldsReadAsBrowsersWriteThem(_ encoded: String, _ again: String) throws {
        #expect(try #require(FormFields(encoded: encoded)).query == again)
    }

    @Test func fieldsAreBounded() {
        #expect(FormFields(encoded: Array(repeating: "a=1", count: 201).joined(separator: "&")) == nil)
    }

    @Test func timesAreReadInTheZoneThatTheyAreShownIn() throws {
        let berlin = try #require(DisplayZone("Europe/Berlin"))
        let summer = try #require(berlin.milliseconds("2026-07-01 12:00"))
        #expect(berlin.text(summer) == "2026-07-01 12:00:00" && DisplayZone.utc.text(summer) == "2026-07-01 10:00:00")
        let winter = try #require(berlin.milliseconds("2026-12-01"))
        #expect(DisplayZone.utc.text(winter) == "2026-11-30 23:00:00" && berlin.offset(at: winter) == "+01:00")
        #expect(berlin.machine(winter) == "2026-12-01T00:00:00.000+01:00")
        #expect(berlin.milliseconds("2026-12-01T00:00:00Z") == DisplayZone.utc.milliseconds("2026-12-01"))
        #expect(berlin.milliseconds("yesterday") == nil && DisplayZone("Mars/Olympus") == nil)
    }

    @Test func timesAroundAChangeOfTheClocksAreReadAsOneOfTheirMoments() throws {
        let berlin = try #require(DisplayZone("Europe/Berlin"))
        // 02:30 comes twice; the first is meant.
        let twice = try #require(berlin.milliseconds("2026-10-25 02:30"))
        #expect(DisplayZone.utc.text(twice) == "2026-10-25 00:30:00")
        // 02:30 never comes.
        let never = try #require(berlin.milliseconds("2026-03-29 02:30"))
        #expect(["2026-03-29 03:30:00", "2026-03-29 01:30:00"].contains(berlin.text(never)))
        for zone in ["America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "America/New_York"] {
            let zone = try #require(DisplayZone(zone))
            for hour in 0..<24 {
                let text = "2026-06-15 \(hour < 10 ? "0" : "")\(hour):00:00"
                #expect(zone.milliseconds(text).map(zone.text) == text, "\(zone.name)")
            }
        }
    }

    @Test func textIsEscapedByCodePointsAndNotByWhatPeopleSee() {
        #expect(HTMLText.escape("a\"\u{301}<b>'&`\u{0}") == "a&quot;\u{301}&lt;b&gt;&#39;&amp;&#96;\u{FFFD}")
        #expect(HTMLText.escape("Ünïcödé 漢字 👩‍👩‍👧") == "Ünïcödé 漢字 👩‍👩‍👧")
    }
}
