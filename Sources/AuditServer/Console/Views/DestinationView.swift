/// How far a destination is, as the page Health shows it.
package struct DestinationView: Sendable, Hashable {
    let name: String
    let state: String
    let reason: String?
    let lag: Int
    let deadLetters: Int
    let lost: Int
    let lastError: String?

    /// Whether it moves, or has nothing to do.
    let isWell: Bool

    /// Describes a destination; `reason` says why nothing moves.
    package init(
        name: String,
        state: String,
        reason: String?,
        lag: Int,
        deadLetters: Int,
        lost: Int,
        lastError: String?
    ) {
        self.name = name
        self.state = state
        self.reason = reason
        self.lag = lag
        self.deadLetters = deadLetters
        self.lost = lost
        self.lastError = lastError
        isWell = ["idle", "delivering", "fetching", "starting"].contains(state) && lost == 0
    }
}
