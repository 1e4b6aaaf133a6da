import AuditJournal

/// What a verification of screenshots keeps of a record.
package enum ScreenshotNote: Sendable, Hashable {
    /// An event that waits for its outcome, or may have waited before it was erased.
    case waiting(JournalOffset)
    /// What became of one, and the record that says so.
    case outcome(ScreenshotOutcome, record: JournalOffset)

    /// Looks at one record; nil for those that have nothing to do with screenshots.
    package init?(_ record: JournalRecord) {
        if record.flags.contains(.awaitsOutcome) || record.kind == .tombstone {
            self = .waiting(record.offset)
        } else if let outcome = ScreenshotOutcome(record) {
            self = .outcome(outcome, record: record.offset)
        } else {
            return nil
        }
    }
}
