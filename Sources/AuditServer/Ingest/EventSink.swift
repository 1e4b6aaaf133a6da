import AuditJournal

/// Where admitted events go to become durable: the journal, or a double of it.
package protocol EventSink: Sendable {
    /// Makes all of `submissions` durable with one sync.
    ///
    /// `reply` is called exactly once, on any thread, with one outcome per submission in their order.
    func submit(_ submissions: [Submission], reply: @escaping @Sendable ([AppendOutcome]) -> Void)
}

extension Journal: EventSink {}
