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

    /// The file that the batch before left growing; only destinations with such files have one.
    package let openPart: OpenPart?

    private let source: any RecordSource
    /// Records already read, beginning with the first of the range.
    private let held: [JournalRecord]
    private let progress = Progress()

    /// Describes a batch; `held` saves reading the first records again.
    package init(
        range: Range<JournalOffset>,
        rejected: Set<JournalOffset> = [],
        held: [JournalRecord] = [],
        openPart: OpenPart? = nil,
        source: any RecordSource
    ) {
        precondition(!range.isEmpty, "a batch has at least one position")
        precondition(held.first.map { $0.offset == range.lowerBound } ?? true, "held records begin the range")
        self.range = range
        self.rejected = rejected
        self.source = source
        self.held = held
        self.openPart = openPart
    }

    /// Tells the loop which file goes on growing, to be kept with the cursor once the batch is confirmed.
    package func leave(open part: OpenPart?) {
        progress.openPart.withLock { $0 = part }
    }

    /// What ``leave(open:)`` was told last.
    package var openPartAfter: OpenPart? { progress.openPart.withLock { $0 } }

    /// Begins a pass over any records up to the end of the range, also earlier ones that an open part has already.
    ///
    /// It doesn't count as reading the batch.
    package func chunks(of part: Range<JournalOffset>, maximumRecords: Int, maximumBytes: Int) -> DeliveryChunks {
        precondition(!part.isEmpty && part.upperBound <= range.upperBound, "a part ends with the batch at the latest")
        return DeliveryChunks(
            range: part,
            rejected: rejected,
            held: [],
            source: source,
            maximumRecords: maximumRecords,
            maximumBytes: maximumBytes,
            completed: { _ in }
        )
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

    /// Returns all events at once; only for destinations whose policy bounds the bytes of a batch.
    ///
    /// - Throws: ``DestinationError/journalUnreadable(reason:)``.
    package func events() async throws(DestinationError) -> [DeliveredEvent] {
        var chunks = chunks(maximumRecords: range.count, maximumBytes: .max)
        var all: [DeliveredEvent] = []
        while let chunk = try await chunks.next() { all += chunk }
        return all
    }

    /// What the range held, known after the first pass that reached its end.
    package var tally: DeliveryTally? { progress.tally.withLock { $0 } }

    /// Shared by all copies of one batch.
    private final class Progress: Sendable {
        let tally = Mutex<DeliveryTally?>(nil)
        let openPart = Mutex<OpenPart?>(nil)
    }
}
