import AuditJournal

/// Finds the event that is due for destinations at a record.
struct DueEvents {
    let source: any RecordSource

    /// What a record means for destinations.
    enum Finding {
        /// This event is due here.
        case due(DeliveredEvent)
        /// An event whose row comes with its outcome record.
        case deferred
        /// A record of the server itself.
        case own
        /// An erased record.
        case tombstone
    }

    /// Looks at one record; for an outcome record this reads the event that it names.
    func finding(at record: JournalRecord) async throws(JournalReadError) -> Finding {
        switch record.kind {
        case .envelope:
            return record.flags.contains(.awaitsOutcome) ? .deferred : .due(DeliveredEvent(record))
        case .tombstone:
            return .tombstone
        case .own:
            guard let outcome = ScreenshotOutcome(record), outcome.writesRow, outcome.event < record.offset,
                let event = try await source.records(from: outcome.event, maximumCount: 1, maximumBytes: 1).first,
                event.kind == .envelope, event.flags.contains(.awaitsOutcome)
            else { return .own }
            return .due(DeliveredEvent(event, at: record.offset, savedPaths: outcome.savedPaths))
        }
    }
}
