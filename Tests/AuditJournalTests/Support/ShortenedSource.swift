import AuditJournal

/// A journal as it was when it had fewer records.
struct ShortenedSource: LeafSource {
    private let journal: Journal
    let end: JournalOffset

    init(_ journal: Journal, end: UInt64) {
        self.journal = journal
        self.end = JournalOffset(end)
    }

    func entries(from offset: JournalOffset, maximumCount: Int) throws(JournalReadError) -> [LogEntry] {
        guard offset < end else { return [] }
        return try journal.entries(from: offset, maximumCount: min(maximumCount, offset.distance(to: end)))
    }

    func waitForRecords(beyond offset: JournalOffset) async throws {
        try await journal.waitForRecords(beyond: offset)
    }
}
