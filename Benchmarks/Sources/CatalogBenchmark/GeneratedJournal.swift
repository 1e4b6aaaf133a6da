import AuditEvents
import AuditJournal
import AuditTesting
import Synchronization

/// A journal that is made up while it is read, so that ten million events need neither disk nor memory.
///
/// 300 sessions go on at any time. Of 100 events about 10 carry data (50 rows, 4 columns), 5 name a screenshot, 15 report
/// selections, 30 views; the rest are sheets, validated models and visibility. Equal data come again when the same
/// object is looked at with the same selections in the same week.
final class GeneratedJournal: RecordSource {
    let end: JournalOffset
    private let seconds = Mutex(0.0)
    private let state: Mutex<GeneratedEvents>

    init(events: Int) {
        end = JournalOffset(UInt64(events))
        state = Mutex(GeneratedEvents())
    }

    /// Processor time that making events up took, in seconds.
    var spentSeconds: Double { seconds.withLock { $0 } }

    func records(
        from offset: JournalOffset,
        maximumCount: Int,
        maximumBytes: Int
    ) async throws(JournalReadError) -> [JournalRecord] {
        let begin = threadSeconds()
        let records = state.withLock { events -> [JournalRecord] in
            if maximumCount == 1, let last = events.last, last.offset == offset { return [last] }
            precondition(offset == events.next, "read once, from the beginning")
            var records: [JournalRecord] = []
            var bytes = 0
            while records.count < maximumCount, bytes < maximumBytes, events.next < end {
                let record = events.make()
                bytes += record.bytes.count
                records.append(record)
            }
            return records
        }
        let spent = threadSeconds() - begin
        seconds.withLock { $0 += spent }
        return records
    }

    func waitForRecords(beyond offset: JournalOffset) async throws {}
}
