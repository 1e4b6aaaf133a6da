import AuditEvents
import AuditJournal
import AuditTesting
import Testing

/// Random submissions against a naive model, with reopenings at random points.
@Suite(.inTurn) struct ModelTests {
    /// What a journal is, in the simplest words.
    private struct Model {
        var contents: [(id: EventID, bytes: [UInt8])] = []
        var firstOffsets: [EventID: Int] = [:]

        mutating func submit(_ submission: Submission) -> AppendOutcome {
            if let first = firstOffsets[submission.id] {
                if contents[first].bytes == submission.bytes { return .duplicate(of: JournalOffset(UInt64(first))) }
                // The conflict record has an id of its own.
                contents.append((EventID(high: 0, low: 0), []))
                return .conflict(with: JournalOffset(UInt64(first)))
            }
            firstOffsets[submission.id] = contents.count
            contents.append((submission.id, submission.bytes))
            return .stored(JournalOffset(UInt64(contents.count - 1)))
        }
    }

    @Test(arguments: 1...12)
    func theJournalDoesWhatTheModelDoes(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let storage = FaultyStorage()
        var settings = Samples.smallSettings(segmentBytes: Int.random(in: 600...6000, using: &generator))
        // Some journals keep no filter in memory, some only the newest.
        settings.filterBytes = [0, 200, 64 << 20].randomElement(using: &generator) ?? 0
        var model = Model()
        var session = try JournalSession(storage, settings: settings, random: .seeded(seed))
        for _ in 0..<150 {
            let call = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                Samples.submission(
                    UInt64.random(in: 0..<200, using: &generator),
                    version: Int.random(in: 0..<8, using: &generator) == 0 ? 1 : 0,
                    padding: Int.random(in: 0..<120, using: &generator) < 100 ? 20 : 700
                )
            }
            let expected = call.map { model.submit($0) }
            #expect(await session.submit(call) == expected, "seed \(seed)")
            if Int.random(in: 0..<12, using: &generator) == 0 {
                try await session.close()
                session = try JournalSession(storage, settings: settings, random: .seeded(generator.next()))
            }
        }
        try await session.close()
        let records = try DirectoryContents.records(storage)
        #expect(records.count == model.contents.count, "seed \(seed)")
        for (record, content) in zip(records, model.contents) where record.ownType == "test.sample" {
            #expect(record.eventID == content.id && record.bytes == content.bytes, "seed \(seed)")
        }
        #expect(try await DirectoryContents.findings(storage) == [], "seed \(seed)")
    }
}
