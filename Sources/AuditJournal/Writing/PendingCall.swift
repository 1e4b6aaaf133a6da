/// One call of ``Journal/submit(_:reply:)`` that waits for the disk.
struct PendingCall: Sendable {
    let submissions: [Submission]
    /// Called exactly once, with one outcome per submission.
    let reply: @Sendable ([AppendOutcome]) -> Void
    /// What it counts for in the queue.
    let bytes: Int

    init(_ submissions: [Submission], reply: @escaping @Sendable ([AppendOutcome]) -> Void) {
        self.submissions = submissions
        self.reply = reply
        bytes = submissions.reduce(0) { $0 + $1.frameBytes }
    }

    /// Tells all of its senders that nothing was stored.
    func refuse(_ refusal: JournalRefusal) {
        reply([AppendOutcome](repeating: .refused(refusal), count: submissions.count))
    }
}
