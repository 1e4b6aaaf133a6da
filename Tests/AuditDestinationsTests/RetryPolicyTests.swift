import AuditDestinations
import AuditTesting
import Testing

@Suite(.inTurn) struct RetryPolicyTests {
    @Test func waitsDoubleUpToTheirBound() {
        let policy = RetryPolicy()
        let waits = (1...9).map { policy.delay(afterFailures: $0, retryAfter: nil, random: 0) }
        #expect(waits.map { $0 / .milliseconds(1) } == [500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000])
    }

    @Test func jitterStaysWithinHalfAndWhole() {
        let policy = RetryPolicy()
        for failures in [1, 3, 20, 1_000_000] {
            let least = policy.delay(afterFailures: failures, retryAfter: nil, random: 0)
            for random in stride(from: 0.0, to: 1, by: 0.1) {
                let wait = policy.delay(afterFailures: failures, retryAfter: nil, random: random)
                #expect(wait >= least && wait < least * 2)
            }
        }
    }

    @Test func aShortRetryAfterDoesNotShortenTheWait() {
        #expect(RetryPolicy().delay(afterFailures: 5, retryAfter: .seconds(1), random: 0) == .seconds(8))
    }
}
