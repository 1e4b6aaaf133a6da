/// Sessions that are kept for further pictures of the same user: `screenshots.auth.sessionCache`.
package struct SessionCacheConfiguration: Sendable, Hashable {
    /// Time after which a session is given up; default 120 s.
    package var timeToLive: Duration

    /// Most sessions that are kept; default 100.
    package var maximumEntries: Int

    /// Reads the block; nil when nothing is kept.
    init?(_ block: ConfigurationView) {
        guard block.boolean("enable") else { return nil }
        self.timeToLive = .milliseconds(boundedMilliseconds: block.number("ttlSeconds") * 1_000)
        self.maximumEntries = block.integer("maxEntries")
    }
}
