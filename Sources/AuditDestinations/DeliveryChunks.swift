import AuditJournal

/// One pass over a batch, piece by piece in offset order.
///
/// ```swift
/// var chunks = batch.chunks(maximumRecords: 1000, maximumBytes: 4 << 20)
/// while let chunk = try await chunks.next() { … }
/// ```
package struct DeliveryChunks {
    private let range: Range<JournalOffset>
    private let rejected: Set<JournalOffset>
    private let source: any RecordSource
    private let maximumRecords: Int
    private let maximumBytes: Int
    private let completed: (DeliveryTally) -> Void
    private var held: ArraySlice<JournalRecord>
    private var position: JournalOffset
    private var tally = DeliveryTally()

    init(
        range: Range<JournalOffset>,
        rejected: Set<JournalOffset>,
        held: ArraySlice<JournalRecord>,
        source: any RecordSource,
        maximumRecords: Int,
        maximumBytes: Int,
        completed: @escaping (DeliveryTally) -> Void
    ) {
        self.range = range
        self.rejected = rejected
        self.held = held
        self.source = source
        self.maximumRecords = maximumRecords
        self.maximumBytes = maximumBytes
        self.completed = completed
        position = range.lowerBound
    }

    /// Returns the next events for the destination, at least one, or nil at the end of the batch.
    ///
    /// - Throws: ``DestinationError/journalUnreadable(reason:)``, also when the journal shows a gap.
    package mutating func next() async throws(DestinationError) -> [DeliveredEvent]? {
        while position < range.upperBound {
            let records = try await read()
            let chunk = try await select(records)
            if position == range.upperBound { completed(tally) }
            if !chunk.isEmpty { return chunk }
        }
        return nil
    }

    /// Reads on from `position`: held records first, then the journal.
    private mutating func read() async throws(DestinationError) -> [JournalRecord] {
        let wanted = min(maximumRecords, position.distance(to: range.upperBound))
        if !held.isEmpty {
            let records = Array(held.prefix(wanted))
            held = held.dropFirst(records.count)
            return records
        }
        let offset = position
        let records = try await readable { () throws(JournalReadError) in
            try await source.records(from: offset, maximumCount: wanted, maximumBytes: maximumBytes)
        }
        guard !records.isEmpty else {
            throw .journalUnreadable(reason: "the journal ends before offset \(position)")
        }
        return records
    }

    /// Counts every record and keeps what the destination gets.
    private mutating func select(_ records: [JournalRecord]) async throws(DestinationError) -> [DeliveredEvent] {
        var chunk: [DeliveredEvent] = []
        chunk.reserveCapacity(records.count)
        var lookedUpBytes = 0
        for (index, record) in records.enumerated() {
            guard lookedUpBytes <= maximumBytes else {
                // Outcome records are small, the events that they name need not be.
                held = records[index...] + held
                break
            }
            guard record.offset == position, position < range.upperBound else {
                throw .journalUnreadable(reason: "the journal gave offset \(record.offset) in place of \(position)")
            }
            position = position.next
            let finding = try await readable { () throws(JournalReadError) in
                try await DueEvents(source: source).finding(at: record)
            }
            switch finding {
            case .own: tally.ownRecords += 1
            case .tombstone: tally.tombstones += 1
            case .deferred: tally.deferred += 1
            case .due(let event):
                if rejected.contains(event.position) {
                    tally.rejected += 1
                } else {
                    if event.record.offset != record.offset { lookedUpBytes += event.record.bytes.count }
                    tally.delivered += 1
                    chunk.append(event)
                }
            }
        }
        return chunk
    }

    /// A journal that can't be read is, to a destination, an error of its own kind.
    private func readable<Value>(
        _ read: () async throws(JournalReadError) -> Value
    ) async throws(DestinationError) -> Value {
        do {
            return try await read()
        } catch {
            throw .journalUnreadable(reason: error.description)
        }
    }
}
