/// When a batch is full, and how long an incomplete one may wait.
package struct BatchPolicy: Sendable, Hashable {
    /// Most journal positions in a batch, own records included.
    package let maximumRecords: Int

    /// Most journal positions in a batch while more than ``maximumRecords`` wait; not below that.
    ///
    /// Above it only for destinations that write their newest file anew with each batch: the further they are behind,
    /// the fewer times they should do that.
    package let maximumBacklogRecords: Int

    /// Most bytes of JSON in a batch, which is then held in memory; at least one record is taken.
    ///
    /// Nil for destinations that take large batches in chunks: only positions count, and nothing is held.
    package let maximumBytes: Int?

    /// How long the first record of an incomplete batch may wait for company; zero delivers at once.
    package let maximumWait: Duration

    /// Sets the bounds; without one of its own a backlog is delivered in usual batches.
    package init(maximumRecords: Int, maximumBacklogRecords: Int? = nil, maximumBytes: Int?, maximumWait: Duration) {
        precondition(maximumRecords > 0, "a batch has at least one record")
        precondition(maximumBytes.map { $0 > 0 } ?? true, "a batch has at least one byte")
        precondition(maximumWait >= .zero, "nothing waits backwards")
        self.maximumRecords = maximumRecords
        self.maximumBacklogRecords = max(maximumRecords, maximumBacklogRecords ?? maximumRecords)
        self.maximumBytes = maximumBytes
        self.maximumWait = maximumWait
    }

    /// For destinations that write each record for itself: no wait, 1,000 positions, 8 MiB.
    package static let immediate = BatchPolicy(maximumRecords: 1_000, maximumBytes: 8 << 20, maximumWait: .zero)

    /// For destinations that write each record for itself, beside a busy intake: 10,000 positions, 16 MiB, 200 ms.
    ///
    /// Each batch costs several syncs of its cursor on the disk that the journal needs; a short wait saves most of them.
    package static let gathered = BatchPolicy(
        maximumRecords: 10_000,
        maximumBytes: 16 << 20,
        maximumWait: .milliseconds(200)
    )
}
