/// Everything a site remembers, and all its decisions: tickets, sessions, temporary content.
///
/// A value without clock, network or log. Times are durations since the site began and never go back; whoever calls
/// says what time it is. What is over is forgotten when it is met, or when room is needed.
package struct SiteState: Sendable {
    /// Tickets that are kept; with more of them the oldest is forgotten.
    package static let maximumTickets = 10_000
    /// Sessions that are kept at once; more logins are refused.
    package static let maximumSessions = 10_000
    /// Bytes of temporary content that are kept; with more of them the oldest is forgotten.
    package static let maximumContentBytes = 256 << 20
    /// Files of temporary content that are kept; with more of them the oldest is forgotten.
    package static let maximumContents = 20_000
    /// Login redirects that are remembered; with more of them the oldest is forgotten.
    package static let maximumTargets = 1_000

    /// What decides how the site answers.
    package let rules: SiteRules

    /// What happened so far.
    package internal(set) var statistics = SiteStatistics()

    var random: any RandomNumberGenerator & Sendable
    var tickets = BoundedTable<String, SiteTicket>(maximumCount: Self.maximumTickets)
    var sessions: [String: SiteSession] = [:]
    var contents = BoundedTable<SimulatedUUID, SiteContent>(maximumCount: Self.maximumContents)
    var contentBytes = 0
    /// Ids in ``contents`` that were fetched; forgotten with them.
    var fetched: Set<SimulatedUUID> = []
    /// URLs that people had asked for when they were sent to log in, by `targetId`.
    var targets = BoundedTable<String, String>(maximumCount: Self.maximumTargets)

    /// Begins a site that remembers nothing.
    package init(rules: SiteRules, random: any RandomNumberGenerator & Sendable) {
        self.rules = rules
        self.random = random
    }

    mutating func uuid() -> SimulatedUUID {
        let high = random.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = random.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return SimulatedUUID(high: high, low: low)
    }

    mutating func text(_ form: RandomText) -> String {
        var generator = AnyGenerator(base: random)
        defer { random = generator.base }
        return form.make(using: &generator)
    }

    /// Remembers what somebody wanted before the login; returns the `targetId`.
    mutating func remember(target url: String) -> String {
        let id = uuid().description
        targets.insert(url, for: id)
        return id
    }

    private struct AnyGenerator: RandomNumberGenerator {
        var base: any RandomNumberGenerator & Sendable
        mutating func next() -> UInt64 { base.next() }
    }
}
