/// How long to wait after a failure: exponential, with jitter, bounded.
package struct RetryPolicy: Sendable, Hashable {
    /// Longest wait after the first failure; doubled after each further one.
    package let initialDelay: Duration

    /// Bound of the exponential wait.
    package let maximumDelay: Duration

    /// Bound of what a server may ask for with `Retry-After`.
    package let maximumRetryAfter: Duration

    /// Wait between two looks at something that an operator has to cure.
    package let misconfiguredDelay: Duration

    /// Sets the four durations.
    package init(
        initialDelay: Duration = .seconds(1),
        maximumDelay: Duration = .seconds(60),
        maximumRetryAfter: Duration = .seconds(900),
        misconfiguredDelay: Duration = .seconds(30)
    ) {
        precondition(initialDelay > .zero && maximumDelay >= initialDelay, "a retry waits")
        precondition(maximumRetryAfter >= .zero && misconfiguredDelay > .zero, "a retry waits")
        self.initialDelay = initialDelay
        self.maximumDelay = maximumDelay
        self.maximumRetryAfter = maximumRetryAfter
        self.misconfiguredDelay = misconfiguredDelay
    }

    /// Returns the wait after `failures` failures in a row, at least 1, where `random` is in `0..<1`.
    ///
    /// Half of the exponential wait is certain, the other half is drawn, so that many servers don't return together.
    /// A longer `retryAfter` is honoured up to ``maximumRetryAfter``.
    package func delay(afterFailures failures: Int, retryAfter: Duration?, random: Double) -> Duration {
        precondition(failures > 0 && (0..<1).contains(random), "a wait follows a failure")
        var wait = initialDelay
        for _ in 1..<min(failures, 64) where wait < maximumDelay { wait *= 2 }
        wait = min(wait, maximumDelay)
        let jittered = wait / 2 + wait / 2 * random
        return max(jittered, min(retryAfter ?? .zero, maximumRetryAfter))
    }
}
