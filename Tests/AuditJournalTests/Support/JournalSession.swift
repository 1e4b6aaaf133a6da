import AuditJournal
import AuditTesting
import Logging

/// A journal with its writer running.
///
/// Each `submit` is awaited, so each is exactly one commit group.
final class JournalSession: Sendable {
    let journal: Journal
    private let writer: Task<Void, any Error>

    init(
        _ storage: any SegmentStorage,
        settings: JournalSettings = Samples.smallSettings(),
        random: RandomSource = .seeded(1),
        isolation: isolated (any Actor)? = #isolation
    ) throws {
        let journal = try Journal(
            storage,
            settings: settings,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            random: random,
            now: Samples.now
        )
        self.journal = journal
        writer = Task { try await journal.run() }
    }

    func submit(_ submissions: [Submission]) async -> [AppendOutcome] {
        await withCheckedContinuation { continuation in
            journal.submit(submissions) { continuation.resume(returning: $0) }
        }
    }

    /// Shuts down and waits for the writer.
    func close() async throws {
        writer.cancel()
        try await writer.value
    }

    /// All durable records.
    func allRecords() async throws -> [JournalRecord] {
        var records: [JournalRecord] = []
        while true {
            let next = JournalOffset(UInt64(records.count))
            let more = try await journal.records(from: next, maximumCount: 7, maximumBytes: 1 << 20)
            if more.isEmpty { return records }
            records += more
        }
    }
}
