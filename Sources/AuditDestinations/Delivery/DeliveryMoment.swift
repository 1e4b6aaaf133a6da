import AuditJournal

/// What the state machine may know about the world at the moment of an event.
package struct DeliveryMoment: Sendable {
    /// Monotonic time since any fixed point.
    package let now: Duration

    /// First offset not yet durable in the journal.
    package let end: JournalOffset

    /// A number drawn from `0..<1`.
    package let random: Double

    /// Collects the three.
    package init(now: Duration, end: JournalOffset, random: Double) {
        self.now = now
        self.end = end
        self.random = random
    }
}
