/// A session on its way to its end.
struct SessionEndingJob: Sendable {
    /// The seat that comes free; nil for a session of an earlier run.
    let seat: SeatID?
    let session: OpenSession
    let cookieName: String
    /// How often it was tried.
    var tries = 0
    /// When it was tried first.
    let since: Duration

    /// Wait after the first failure; three times as long after each further one.
    private static let firstDelay = Duration.seconds(5)

    /// When to try again after a failure at `now`; nil when Qlik will have ended it by itself.
    func nextTry(now: Duration) -> Duration? {
        var delay = Self.firstDelay
        for _ in 1..<max(min(tries, 8), 1) { delay *= 3 }
        let next = now + delay
        return next - since < SessionPoolState.inactivityLimit ? next : nil
    }
}
