import AuditJournal

/// What the journal already says about screenshots of events from the cursor on.
///
/// Its memory is bounded by the outcomes behind the oldest open job, a few bytes each: with a patience of ten minutes and
/// a hundred screenshots a second some 60,000. Only without a cursor, as after a restore, it is all of the journal's.
struct ScreenshotHistory: Sendable {
    private static let chunkRecords = 2_000
    private static let chunkBytes = 8 << 20

    /// First offset that was not read.
    let end: JournalOffset
    /// Events with a final outcome.
    private(set) var settled: Set<JournalOffset> = []
    /// Events without one whose row is written.
    private(set) var pending: Set<JournalOffset> = []

    /// Reads the journal from `start` to `end`.
    init(from start: JournalOffset, to end: JournalOffset, in source: any RecordSource) async throws {
        self.end = end
        var position = start
        while position < end {
            try Task.checkCancellation()
            let records = try await source.records(
                from: position,
                maximumCount: min(Self.chunkRecords, position.distance(to: end)),
                maximumBytes: Self.chunkBytes
            )
            guard let last = records.last else {
                throw DeliveryFailure.journal(reason: "the journal ends before \(end)")
            }
            for record in records { note(record) }
            position = last.offset.next
        }
    }

    private mutating func note(_ record: JournalRecord) {
        guard let outcome = ScreenshotOutcome(record) else { return }
        if outcome.isFinal {
            settled.insert(outcome.event)
            pending.remove(outcome.event)
        } else {
            pending.insert(outcome.event)
        }
    }
}
