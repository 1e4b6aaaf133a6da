import AuditJournal
import Synchronization

/// A range of the journal on its way to one destination, and a bounded way to read it.
///
/// A batch may be far larger than memory: ``chunks(maximumRecords:maximumBytes:)`` reads it piece by piece. It may also
/// hold nothing for the destination, when the range has only the server's own records, tombstones or rejected records.
package struct DeliveryBatch: Sendable {
    /// The positions that the cursor passes when the batch is confirmed; never empty.
    package let range: Range<JournalOffset>

    /// Records of this range that the destination rejected before; they are not handed out.
    package let rejected: Set<JournalOffset>

    private let source: any RecordSource
    /// Records already read, beginning with the first of the range.
    private let held: [JournalRecord]
    private let progress = Progress()

    /// Describes a batch; `held` saves reading the first records again.
    package init(
        range: Range<JournalOffset>,
        rejected: Set<JournalOffset> = [],
        held: [JournalRecord] = [],
        source: any RecordSource
    ) {
        precondition(!range.isEmpty, "a batch has at least one position")
        precondition(held.first.map { $0.offset == range.lowerBound } ?? true, "held records begin the range")
        self.range = range
        self.rejected = rejected
        self.source = source
        self.held = held
    }

    /// Begins a pass over the records, at most this much of them in memory at a time.
    ///
    /// A chunk has at least one record, so a single large one may exceed `maximumBytes`. Several passes are allowed.
    package func chunks(maximumRecords: Int, maximumBytes: Int) -> DeliveryChunks {
        precondition(maximumRecords > 0 && maximumBytes > 0, "a chunk has at least one record")
        let progress = progress
        return DeliveryChunks(
            range: range,
            rejected: rejected,
            held: held[...],
            source: source,
            maximumRecords: maximumRecords,
            maximumBytes: maximumBytes,
            completed: { tally in progress.tally.withLock { $0 = tally } }
        )
    }

    /// Returns all records at once; only for destinations whose policy bounds the bytes of a batch.
    ///
    /// - Throws: ``DestinationError/journalUnreadable(reason:)``.
    package func records() async throws(DestinationError) -> [JournalRecord] {
        var chunks = chunks(maximumRecords: range.count, maximumBytes: .max)
        var all: [JournalRecord] = []
        while let chunk = try await chunks.next() { all += chunk }
        return all
    }

    /// What the range held, known after the first pass that reached its end.
    package var tally: DeliveryTally? { progress.tally.withLock { $0 } }

    /// Shared by all copies of one batch.
    private final class Progress: Sendable {
        let tally = Mutex<DeliveryTally?>(nil)
    }
}
