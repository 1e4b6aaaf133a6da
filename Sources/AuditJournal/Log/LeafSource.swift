/// What the log grows its tree from: the entries of durable records, in order.
package protocol LeafSource: Sendable {
    /// First offset not yet durable.
    var end: JournalOffset { get }

    /// Entries of durable records from `offset` on, without gaps; empty at the end.
    ///
    /// At most `maximumCount`, but at least one if there is any. Blocks; for threads that may.
    func entries(from offset: JournalOffset, maximumCount: Int) throws(JournalReadError) -> [LogEntry]

    /// Returns once `end` is greater than `offset`, or throws `CancellationError`.
    func waitForRecords(beyond offset: JournalOffset) async throws
}

extension Journal: LeafSource {}
