import AuditDestinations
import AuditTesting
import Testing

@Suite(.inTurn) struct RetryScheduleTests {
    /// Runs attempts that take no time until none is due any more.
    private func moments(patience: Duration, notBefore: Duration? = nil, random: Double = 0.5) -> [Duration] {
        var moments: [Duration] = [.zero]
        while let next = RetrySchedule.next(
            afterAttempts: moments.count,
            now: moments[moments.count - 1],
            deadline: patience,
            notBefore: notBefore,
            random: random
        ) {
            #expect(next >= moments[moments.count - 1])
            moments.append(next)
            guard moments.count < 1_000 else { break }
        }
        return moments
    }

    @Test func threeAttemptsComeInTheRhythmOfButlerSOS() {
        #expect(moments(patience: .zero) == [.zero, .milliseconds(500), .milliseconds(1_500)])
    }

    @Test(arguments: [0.0, 0.5, 0.999])
    func attemptsGoOnUntilPatienceEndsAndNeverFartherApartThanThirtySeconds(random: Double) {
        let moments = moments(patience: .seconds(600), random: random)
        #expect(moments.last == .seconds(600))
        for (earlier, later) in zip(moments, moments.dropFirst()) { #expect(later - earlier <= .seconds(30)) }
        #expect(moments.count < 60)
    }

    @Test func anOutageOfSixSecondsIsOverSoonAfterItsEnd() throws {
        let after = try #require(moments(patience: .seconds(600), random: 0.999).first { $0 >= .seconds(6) })
        #expect(after <= .seconds(12))
    }

    @Test func aServersWishCountsWithinPatience() {
        let moments = moments(patience: .seconds(100), notBefore: .seconds(40))
        #expect(moments == [.zero, .seconds(40), .seconds(80), .seconds(100)])
    }

    @Test func aWishBeyondPatienceStillLeavesThreeAttempts() {
        let moments = moments(patience: .seconds(10), notBefore: .seconds(3_600))
        #expect(moments == [.zero, .seconds(10), .seconds(11)])
    }
}
