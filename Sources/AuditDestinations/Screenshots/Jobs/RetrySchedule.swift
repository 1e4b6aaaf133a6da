/// When a screenshot is tried again: twice quickly, then ever more slowly, until patience ends.
package enum RetrySchedule {
    /// Waits after the first attempts, in the rhythm of Butler SOS.
    private static let promptWaits: [Duration] = [.milliseconds(500), .seconds(1)]
    /// First wait after those; doubled each time.
    private static let firstWait = Duration.seconds(2)
    private static let longestWait = Duration.seconds(30)

    /// Decides when the next attempt is due.
    ///
    /// - Parameters:
    ///   - attempts: Attempts made, at least one.
    ///   - now: The moment at which the last one ended.
    ///   - deadline: The end of patience; an attempt is still due at that very moment.
    ///   - notBefore: The wait that a server asked for.
    ///   - random: In `0..<1`; keeps many jobs from coming back together.
    /// - Returns: The moment; nil when there is to be no further attempt.
    package static func next(
        afterAttempts attempts: Int,
        now: Duration,
        deadline: Duration,
        notBefore: Duration?,
        random: Double
    ) -> Duration? {
        precondition(attempts > 0 && (0..<1).contains(random), "a wait follows an attempt")
        if attempts <= promptWaits.count {
            let wait = promptWaits[attempts - 1]
            // What a server asks for counts, as long as patience lasts.
            return max(now + wait, min(now + (notBefore ?? .zero), deadline))
        }
        guard now < deadline else { return nil }
        var wait = firstWait
        for _ in (promptWaits.count + 1)..<min(attempts, 16) where wait < longestWait { wait *= 2 }
        wait = min(wait, longestWait)
        let due = now + max(wait * (0.75 + random / 4), notBefore ?? .zero)
        return min(due, deadline)
    }
}
