/// A session on its way to its end.
struct SessionEndingJob: Sendable {
    /// The seat that comes free.
    let seat: SeatID
    let session: OpenSession
    let cookieName: String
    /// Whether an earlier run opened it.
    let isLeftOver: Bool
    /// How often it was tried.
    private(set) var tries = 0
    /// When it is tried next.
    private(set) var due: Duration
    /// When Qlik has ended it by itself, and its seat comes free however often that was tried in vain.
    let limit: Duration

    /// Wait after the first failure; twice as long after each further one, up to the longest.
    private static let firstDelay = Duration.seconds(5)
    private static let longestDelay = Duration.seconds(60)

    /// Begins to end a session that nobody uses from `now` on.
    init(seat: SeatID, _ session: OpenSession, cookieName: String, isLeftOver: Bool = false, now: Duration) {
        self.seat = seat
        self.session = session
        self.cookieName = cookieName
        self.isLeftOver = isLeftOver
        due = now
        limit = now + SessionPoolState.inactivityLimit
    }

    /// Counts a failure at `now`, and decides when to try again.
    mutating func failed(now: Duration) {
        tries += 1
        let delay = Self.firstDelay * (1 << min(tries - 1, 8))
        due = min(now + min(delay, Self.longestDelay), limit)
    }
}
