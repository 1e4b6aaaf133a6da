import AuditEvents

/// One call of ``Journal/submit(_:reply:)`` that waits for the disk.
struct PendingCall: Sendable {
    let submissions: [Submission]
    /// An id whose offset is asked for instead; such a call has no submissions.
    let wanted: EventID?
    /// Called exactly once, with one outcome per submission.
    let reply: @Sendable ([AppendOutcome]) -> Void
    /// What it counts for in the queue.
    let bytes: Int

    init(_ submissions: [Submission], reply: @escaping @Sendable ([AppendOutcome]) -> Void) {
        self.submissions = submissions
        self.reply = reply
        wanted = nil
        bytes = submissions.reduce(0) { $0 + $1.frameBytes }
    }

    /// Asks for the offset of an id; the one outcome is `duplicate`, or there is none when the id is not stored.
    init(wanted: EventID, reply: @escaping @Sendable ([AppendOutcome]) -> Void) {
        submissions = []
        self.wanted = wanted
        self.reply = reply
        bytes = 0
    }

    /// Tells all of its senders that nothing was stored.
    func refuse(_ refusal: JournalRefusal) {
        reply([AppendOutcome](repeating: .refused(refusal), count: wanted == nil ? submissions.count : 1))
    }
}
