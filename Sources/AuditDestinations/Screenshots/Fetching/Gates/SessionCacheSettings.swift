/// Sessions that are kept for further pictures of the same user.
package struct SessionCacheSettings: Sendable, Hashable {
    /// Time after which a session is given up, counted from its opening.
    package let timeToLive: Duration
    /// Most sessions that are kept.
    package let maximumEntries: Int

    /// Keeps so many sessions for so long.
    package init(timeToLive: Duration = .seconds(120), maximumEntries: Int = 100) {
        precondition(timeToLive > .zero && maximumEntries > 0, "a cache keeps something")
        self.timeToLive = timeToLive
        self.maximumEntries = maximumEntries
    }
}
