import AuditServer
import AuditTesting
import Testing

@Suite(.inTurn) struct FixedWindowLimiterTests {
    private static func limiter(_ limit: Int, keys: Int = 100) -> FixedWindowLimiter<Int> {
        FixedWindowLimiter(limit: limit, maximumKeys: keys)
    }

    @Test func aWindowStartsWithTheFirstCountAndLasts60Seconds() {
        var limiter = Self.limiter(2)
        let start: Int64 = 1_000_000
        #expect(limiter.count(1, at: start).isAllowed)
        #expect(limiter.count(1, at: start + 20_000).isAllowed)
        // Not a rolling window: the first count's end frees both.
        #expect(!limiter.count(1, at: start + 20_001).isAllowed)
        #expect(!limiter.count(1, at: start + 59_999).isAllowed)
        #expect(limiter.count(1, at: start + 60_000).isAllowed)
        #expect(limiter.count(1, at: start + 60_001).isAllowed)
        #expect(!limiter.count(1, at: start + 60_002).isAllowed)
    }

    @Test func refusedCountsDoNotProlongTheWindow() {
        var limiter = Self.limiter(1)
        #expect(limiter.count(1, at: 0).isAllowed)
        for second in 1..<60 { #expect(!limiter.count(1, at: Int64(second) * 1_000).isAllowed) }
        #expect(limiter.count(1, at: 60_000).isAllowed)
    }

    @Test func theStandingCountsDownAndRoundsSecondsUp() {
        var limiter = Self.limiter(3)
        let first = limiter.count(1, at: 0)
        #expect(first.limit == 3 && first.remaining == 2 && first.secondsToReset == 60)
        let second = limiter.count(1, at: 1)
        #expect(second.remaining == 1 && second.secondsToReset == 60)
        let third = limiter.count(1, at: 1_000)
        #expect(third.isAllowed && third.remaining == 0 && third.secondsToReset == 59)
        let fourth = limiter.count(1, at: 59_999)
        #expect(!fourth.isAllowed && fourth.remaining == 0 && fourth.secondsToReset == 1)
    }

    @Test func keysDoNotShareAWindow() {
        var limiter = Self.limiter(1)
        #expect(limiter.count(1, at: 0).isAllowed)
        #expect(limiter.count(2, at: 0).isAllowed)
        #expect(!limiter.count(1, at: 1).isAllowed)
    }

    @Test func takingGrantsWhatIsLeftAndNoMore() {
        var limiter = Self.limiter(10)
        #expect(limiter.take(4, for: 1, at: 0) == 4)
        #expect(limiter.take(7, for: 1, at: 1) == 6)
        #expect(limiter.take(1, for: 1, at: 2) == 0)
        #expect(limiter.take(0, for: 1, at: 3) == 0)
        #expect(!limiter.count(1, at: 4).isAllowed)
        #expect(limiter.take(20, for: 1, at: 60_000) == 10)
    }

    @Test func lookingCountsNothing() {
        var limiter = Self.limiter(2)
        #expect(limiter.peek(1, at: 0).remaining == 2)
        _ = limiter.count(1, at: 0)
        for _ in 0..<5 { #expect(limiter.peek(1, at: 1_000).remaining == 1) }
        #expect(limiter.peek(1, at: 1_000).secondsToReset == 59)
        #expect(limiter.peek(1, at: 60_000).remaining == 2)
    }

    @Test func theLeastRecentlyCountedKeysAreForgottenFirst() {
        var limiter = Self.limiter(1, keys: 10)
        for key in 0..<10 { _ = limiter.count(key, at: 0) }
        _ = limiter.count(0, at: 1)
        _ = limiter.count(10, at: 2)
        // Key 0 was counted lately and is remembered; key 1 is the oldest and is not.
        #expect(!limiter.count(0, at: 3).isAllowed)
        #expect(!limiter.count(9, at: 3).isAllowed)
        #expect(limiter.count(1, at: 3).isAllowed)
    }

    @Test func endedWindowsAreForgottenBeforeOpenOnes() {
        var limiter = Self.limiter(1, keys: 4)
        _ = limiter.count(1, at: 50_000)
        for key in 2...4 { _ = limiter.count(key, at: 0) }
        _ = limiter.count(5, at: 60_000)
        #expect(!limiter.count(1, at: 60_001).isAllowed)
    }

    @Test func oneKeyIsEnough() {
        var limiter = Self.limiter(1, keys: 1)
        for key in 0..<100 { #expect(limiter.count(key, at: 0).isAllowed) }
    }
}
