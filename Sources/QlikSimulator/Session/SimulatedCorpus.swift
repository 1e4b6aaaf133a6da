/// A fixed number of events of many people at once, in the order of time: material for benchmarks and tests.
///
/// The same arguments give the same bytes.
package struct SimulatedCorpus: Sequence, IteratorProtocol, Sendable {
    /// When the first session begins unless told otherwise: 2026-02-02T07:00:00Z.
    package static let defaultStartMilliseconds: Int64 = 1_770_015_600_000

    private var sessions: [SimulatedUserSession]
    /// The next event of each session.
    private var upcoming: [SimulatedEvent]
    private var remaining: Int

    /// Creates a corpus of `events` events of `users` people, at least one.
    package init(
        seed: UInt64,
        events: Int,
        users: Int = 50,
        site: SimulatedSite = SimulatedSite(),
        startMilliseconds: Int64 = SimulatedCorpus.defaultStartMilliseconds
    ) {
        precondition(users > 0, "somebody must be there")
        var chance = SeededGenerator(seed: seed)
        self.remaining = events
        self.sessions = (0..<users).map { number in
            SimulatedUserSession(
                site: site,
                user: site.user(number),
                seed: chance.next(),
                startMilliseconds: startMilliseconds + chance.integer(in: 0...60_000)
            )
        }
        self.upcoming = []
        for index in sessions.indices { upcoming.append(sessions[index].next().event) }
    }

    /// The next event of whoever comes first.
    package mutating func next() -> SimulatedEvent? {
        guard remaining > 0 else { return nil }
        remaining -= 1
        var first = 0
        for index in upcoming.indices.dropFirst()
        where upcoming[index].timestampMilliseconds < upcoming[first].timestampMilliseconds {
            first = index
        }
        let event = upcoming[first]
        upcoming[first] = sessions[first].next().event
        return event
    }
}
