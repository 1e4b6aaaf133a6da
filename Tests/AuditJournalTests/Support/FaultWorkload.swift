import AuditEvents
import AuditJournal
import AuditTesting
import Testing

/// A fixed sequence of calls over several roll-overs, and what its senders were told.
final class FaultWorkload {
    /// What a sender may rely on: this content is stored at this offset.
    private(set) var acknowledged: [EventID: (offset: JournalOffset, bytes: [UInt8])] = [:]
    private(set) var refusals = 0
    private var conflicts = 0
    private let settings = Samples.smallSettings(segmentBytes: 1800)

    /// Runs everything once; a sender that was refused tries again, twice.
    func run(on storage: FaultyStorage) async throws {
        let session = try JournalSession(storage, settings: settings)
        for start in stride(from: UInt64(0), to: 24, by: 3) {
            // Each call repeats a record of the one before.
            let numbers = [start, start + 1, start + 2] + (start > 0 ? [start - 1] : [])
            await send(numbers.map { Samples.submission($0) }, to: session)
        }
        await send([Samples.submission(3, version: 1)], to: session)
        try await session.close()
    }

    private func send(_ submissions: [Submission], to session: JournalSession) async {
        var waiting = submissions
        for _ in 0..<3 where !waiting.isEmpty {
            let outcomes = await session.submit(waiting)
            var again: [Submission] = []
            for (submission, outcome) in zip(waiting, outcomes) {
                switch outcome {
                case .stored(let offset), .duplicate(let offset, _):
                    acknowledged[submission.id] = (offset, submission.bytes)
                case .conflict: conflicts += 1
                case .refused:
                    refusals += 1
                    again.append(submission)
                }
            }
            waiting = again
        }
    }

    /// Opens what a crash left, as the next start does, and checks that it holds everything acknowledged.
    func check(_ storage: FaultyStorage, _ context: String) async throws {
        let session = try JournalSession(storage, settings: settings, random: .seeded(99))
        let names = try storage.list()
        let sealed = names.filter { $0.hasSuffix(".segment") }.count - 1
        #expect(names.filter { $0.hasSuffix(".ids") }.count == sealed, "\(context)")
        #expect(names.allSatisfy { !$0.hasPrefix(".") }, "a temporary file is left: \(context)")
        let records = try await session.allRecords()
        let ids = records.map(\.eventID)
        #expect(Set(ids).count == ids.count, "an id is stored twice: \(context)")
        for (id, known) in acknowledged {
            let index = Int(known.offset.rawValue)
            guard index < records.count else {
                Issue.record("record \(index) of \(records.count) is lost: \(context)")
                continue
            }
            #expect(records[index].eventID == id && records[index].bytes == known.bytes, "\(context)")
        }
        #expect(
            records.count { $0.ownType == "audit.conflict" } >= conflicts,
            "a conflict that was reported is not recorded: \(context)"
        )
        // It also still works, and knows all it has.
        for (id, known) in acknowledged {
            let own = OwnRecord(id: id, type: "test.sample", bytes: known.bytes)
            let outcome = await session.journal.append(Submission(own, facts: Samples.facts))
            #expect(outcome == .duplicate(of: known.offset), "\(context)")
        }
        for number in UInt64(100)..<106 {
            let outcome = await session.journal.append(Samples.submission(number))
            guard case .stored = outcome else {
                Issue.record("\(outcome): \(context)")
                continue
            }
        }
        try await session.close()
        #expect(try await DirectoryContents.findings(storage) == [], "\(context)")
        #expect(try DirectoryContents.records(storage).count == records.count + 6, "\(context)")
    }
}
