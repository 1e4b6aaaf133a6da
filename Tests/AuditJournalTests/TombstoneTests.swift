import AuditJournal
import AuditTesting
import Testing

@Suite(.inTurn) struct TombstoneTests {
    private static let name = "00000000000000000000.segment"

    /// A journal in which record 1 was erased in place.
    private static func erased() async throws -> FaultyStorage {
        let storage = FaultyStorage()
        let session = try JournalSession(storage)
        for number in UInt64(0)..<20 { _ = await session.journal.append(Samples.submission(number)) }
        try await session.close()
        var fault: FrameFault?
        storage.tamper(name) { bytes in
            let segment = SegmentID(decoding: Array(bytes[32..<48]))
            let first = 64 + Int(bytes[68]) + Int(bytes[69]) << 8
            let end = first + Int(bytes[first + 4]) + Int(bytes[first + 5]) << 8
            var frame = Array(bytes[first..<end])
            do throws(FrameFault) {
                try Tombstone.replace(&frame, in: segment)
            } catch {
                fault = error
            }
            bytes.replaceSubrange(first..<end, with: frame)
        }
        #expect(fault == nil)
        return storage
    }

    @Test func aTombstoneKeepsItsPlaceAndCommitmentAndNothingElse() async throws {
        let storage = try await Self.erased()
        #expect(try await DirectoryContents.findings(storage) == [])
        #expect(try await JournalVerifier(storage).verify().tombstones == 1)
        let records = try DirectoryContents.records(storage)
        #expect(records.count == 20)
        let record = records[1]
        #expect(record.kind == .tombstone && record.bytes.isEmpty && record.salt == .erased)
        #expect(record.eventID == Samples.id(1))
        #expect(record.facts.receivedAtMilliseconds == Samples.startMilliseconds)
        #expect(record.facts.clientAddress.isEmpty && record.facts.userAgent == nil)
        #expect(record.commitment != records[2].commitment && record.commitment.bytes.contains { $0 != 0 })
        let bytes = try #require(storage.contents(of: Self.name))
        #expect(!bytes.contains(sequence: Array("\"number\":1,".utf8)))
        #expect(bytes.contains(sequence: Array("\"number\":2,".utf8)))
    }

    @Test func aReplayOfAnErasedRecordIsADuplicateAlsoAfterItsIDFileWasBuiltAgain() async throws {
        let storage = try await Self.erased()
        try storage.remove("00000000000000000000.ids")
        let session = try JournalSession(storage)
        #expect(await session.journal.append(Samples.submission(1)) == .duplicate(of: JournalOffset(1)))
        #expect(await session.journal.append(Samples.submission(1, version: 1)) == .duplicate(of: JournalOffset(1)))
        #expect(session.journal.end == JournalOffset(20))
        try await session.close()
    }

    @Test func onlyAValidFrameOfThatSegmentCanBeReplaced() async throws {
        var bytes = [UInt8](repeating: 0, count: 200)
        #expect(throws: FrameFault.noMagic) {
            try Tombstone.replace(&bytes, in: SegmentID(decoding: [UInt8](repeating: 1, count: 16)))
        }
        #expect(bytes == [UInt8](repeating: 0, count: 200))
    }
}

extension [UInt8] {
    func contains(sequence: [UInt8]) -> Bool {
        indices.contains { self[$0...].starts(with: sequence) }
    }
}
