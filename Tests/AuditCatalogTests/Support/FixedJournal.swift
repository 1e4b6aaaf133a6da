import AuditJournal
import AuditTesting
import Synchronization

/// A journal with given records, of which only the first so many are durable.
final class FixedJournal: RecordSource {
    private let records: [JournalRecord]
    private let durable: Mutex<Int>

    init(_ records: [JournalRecord], durable: Int = .max) {
        self.records = records
        self.durable = Mutex(durable)
    }

    /// Makes the first `count` records durable.
    func makeDurable(_ count: Int) { durable.withLock { $0 = count } }

    var end: JournalOffset { JournalOffset(UInt64(min(records.count, durable.withLock { $0 }))) }

    func records(
        from offset: JournalOffset,
        maximumCount: Int,
        maximumBytes: Int
    ) async throws(JournalReadError) -> [JournalRecord] {
        Array(records.prefix(Int(end.rawValue)).dropFirst(Int(offset.rawValue)).prefix(maximumCount))
    }

    func waitForRecords(beyond offset: JournalOffset) async throws {
        while end <= offset { try await Task.sleep(for: .milliseconds(5)) }
    }
}
