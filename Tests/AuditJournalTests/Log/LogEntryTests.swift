import AuditEvents
import AuditJournal
import AuditTesting
import MerkleLog
import Testing

/// The text behind a leaf; its bytes stay as they are for ever.
@Suite(.inTurn) struct LogEntryTests {
    private static let golden = "golden.entries"

    @Test func entriesOfGoldenRecordsAreGolden() async throws {
        let storage = FaultyStorage()
        let name = "00000000000000000000.segment"
        _ = try storage.create(name)
        let bytes = try Fixtures.bytes("golden.segment")
        storage.tamper(name) { $0 = bytes }
        try storage.syncDirectory()
        let entries = try DirectoryContents.records(storage).map { LogEntry($0) }
        let text = entries.flatMap(\.bytes)
        if Fixtures.isRecording { try Fixtures.record(Self.golden, text) }
        #expect(try Fixtures.bytes(Self.golden) == text)
        #expect(entries.map { TreeHash.leaf($0.bytes) } == entries.map(\.leafHash))
    }

    @Test func anEntryHasFourLinesOfAtMost128Bytes() async throws {
        let bench = try LogBench()
        await bench.append(0..<1)
        let commitment = try await bench.session.allRecords()[0].commitment
        for (offset, time) in [
            (UInt64(0), Int64(0)), (9, -1), (10, 9_999), (99, .min), (1 << 62, .max), (12_345_678_901_234_567_890, 10),
        ] {
            let entry = LogEntry(
                offset: JournalOffset(offset),
                receivedAtMilliseconds: time,
                commitment: commitment
            )
            let expected = "vidimus.record/v1\n\(offset)\n\(time)\n\(StrictBase64.text(of: commitment.bytes))\n"
            #expect(String(decoding: entry.bytes, as: UTF8.self) == expected)
            #expect(entry.bytes.count <= LogEntry.maximumBytes)
        }
        try await bench.session.close()
    }

    @Test func submissionRecordAndStoredFrameHaveOneLeaf() async throws {
        let bench = try LogBench()
        let submissions = (0..<20).map { Samples.submission($0, padding: Int($0) * 50) }
        _ = await bench.session.submit(submissions)
        let records = try await bench.session.allRecords()
        let entries = try bench.journal.entries(from: JournalOffset(0), maximumCount: 100)
        #expect(entries == records.map { LogEntry($0) })
        for (index, submission) in submissions.enumerated() {
            #expect(submission.leafHash(at: JournalOffset(UInt64(index))) == entries[index].leafHash)
        }
        #expect(try bench.journal.entries(from: JournalOffset(17), maximumCount: 2) == Array(entries[17..<19]))
        #expect(try bench.journal.entries(from: JournalOffset(20), maximumCount: 2).isEmpty)
        try await bench.session.close()
    }

    @Test func entriesAreReadAcrossSegments() async throws {
        let session = try JournalSession(FaultyStorage(), settings: Samples.smallSettings(segmentBytes: 1024))
        for number in UInt64(0)..<40 { _ = await session.submit([Samples.submission(number)]) }
        let records = try await session.allRecords()
        for start in [0, 1, 7, 39] {
            let entries = try session.journal.entries(from: JournalOffset(UInt64(start)), maximumCount: 25)
            #expect(entries == records[start...].prefix(25).map { LogEntry($0) })
        }
        try await session.close()
    }

    @Test func aDuplicateNamesTheLeafOfTheStoredRecord() async throws {
        let session = try JournalSession(FaultyStorage())
        let envelope = try Samples.envelope()
        func submission() -> Submission {
            Submission(
                envelope,
                facts: Samples.facts,
                encodedAs: Submission.encode(Samples.facts),
                wantsLeafHash: true
            )
        }
        let twice = await session.submit([submission(), submission()])
        let later = await session.submit([submission()])
        let stored = try #require(try await session.allRecords().first)
        let expected = AppendOutcome.duplicate(of: JournalOffset(0), leafHash: LogEntry(stored).leafHash)
        #expect(twice == [.stored(JournalOffset(0)), expected])
        #expect(later == [expected])
        try await session.close()
    }

    @Test func anIDIsFoundInTheOpenAndInSealedSegments() async throws {
        let session = try JournalSession(FaultyStorage(), settings: Samples.smallSettings(segmentBytes: 1024))
        for number in UInt64(0)..<20 { _ = await session.submit([Samples.submission(number)]) }
        for number in UInt64(0)..<20 {
            #expect(await session.journal.offset(of: Samples.id(number)) == JournalOffset(number))
        }
        #expect(await session.journal.offset(of: Samples.id(20)) == nil)
        try await session.close()
        #expect(await session.journal.offset(of: Samples.id(0)) == nil)
    }
}
