import AuditJournal
import AuditTesting
import Testing

@Suite(.inTurn) struct ReaderTests {
    private static func filled(_ count: UInt64) async throws -> (FaultyStorage, JournalSession) {
        let storage = FaultyStorage()
        let session = try JournalSession(storage)
        for number in 0..<count { _ = await session.journal.append(Samples.submission(number)) }
        return (storage, session)
    }

    @Test func readsAreBoundedByCountAndBytesButGiveAtLeastOne() async throws {
        let (_, session) = try await Self.filled(30)
        let journal = session.journal
        let one = Samples.own(10).bytes.count
        for start in UInt64(0)..<30 {
            let offset = JournalOffset(start)
            let five = try await journal.records(from: offset, maximumCount: 5, maximumBytes: 1 << 20)
            #expect(five.map(\.offset.rawValue) == Array(start..<min(30, start + 5)))
            let bytes = try await journal.records(from: offset, maximumCount: 100, maximumBytes: 2 * one + 5)
            #expect(bytes.count == min(2, 30 - Int(start)))
            let least = try await journal.records(from: offset, maximumCount: 100, maximumBytes: 1)
            #expect(least.map(\.offset) == [offset])
        }
        #expect(try await journal.records(from: JournalOffset(30), maximumCount: 9, maximumBytes: 999).isEmpty)
        #expect(try await journal.records(from: JournalOffset(99), maximumCount: 9, maximumBytes: 999).isEmpty)
        try await session.close()
    }

    @Test func waitingEndsWithTheNextDurableRecordOrWithCancellation() async throws {
        let (_, session) = try await Self.filled(3)
        let journal = session.journal
        try await journal.waitForRecords(beyond: JournalOffset(2))
        let waiting = Task { try await journal.waitForRecords(beyond: JournalOffset(3)) }
        let cancelled = Task { try await journal.waitForRecords(beyond: JournalOffset(1000)) }
        _ = await journal.append(Samples.submission(3))
        try await waiting.value
        cancelled.cancel()
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        try await session.close()
    }

    @Test func readersSeeOnlyWhatIsDurableWhileTheWriterWrites() async throws {
        let storage = FaultyStorage()
        let session = try JournalSession(storage)
        let journal = session.journal
        let total: UInt64 = 600
        let followers = (0..<3).map { _ in
            Task {
                var next = JournalOffset(0)
                while next.rawValue < total {
                    try await journal.waitForRecords(beyond: next)
                    let end = journal.end
                    let records = try await journal.records(from: next, maximumCount: 17, maximumBytes: 3000)
                    for record in records {
                        guard record.offset == next, record.bytes == Samples.own(next.rawValue).bytes else {
                            return false
                        }
                        next = next.next
                    }
                    guard !records.isEmpty, end > JournalOffset(0) else { return false }
                }
                return true
            }
        }
        for start in stride(from: UInt64(0), to: total, by: 5) {
            _ = await session.submit((start..<start + 5).map { Samples.submission($0) })
        }
        for follower in followers { #expect(try await follower.value) }
        try await session.close()
    }

    @Test func anOutsideReaderFollowsALiveJournalAcrossRollOvers() async throws {
        let storage = FaultyStorage()
        let session = try JournalSession(storage)
        var reader = JournalDirectoryReader(storage)
        var read: [UInt64] = []
        for start in stride(from: UInt64(0), to: 90, by: 3) {
            _ = await session.submit((start..<start + 3).map { Samples.submission($0) })
            while let record = try reader.next() { read.append(record.offset.rawValue) }
            #expect(read == Array(0..<start + 3))
        }
        for start in UInt64(0)..<90 {
            var seeking = JournalDirectoryReader(storage, from: JournalOffset(start))
            #expect(try seeking.next()?.bytes == Samples.own(start).bytes)
        }
        var beyond = JournalDirectoryReader(storage, from: JournalOffset(90))
        #expect(try beyond.next() == nil)
        _ = await session.journal.append(Samples.submission(90))
        #expect(try beyond.next()?.offset == JournalOffset(90))
        try await session.close()
    }

    @Test func anOutsideReaderStopsAtATornTailAndNamesDamageBeforeTheEnd() async throws {
        let (storage, session) = try await Self.filled(30)
        try await session.close()
        let names = try DirectoryContents.segments(storage)
        let torn = storage.afterKill()
        torn.tamper(names[names.count - 1]) { bytes in
            for index in 100..<min(bytes.count, 1000) { bytes[index] ^= 0x55 }
        }
        let records = try DirectoryContents.records(torn)
        #expect(records.count < 30 && records.count > 10)
        storage.tamper(names[0]) { $0[300] ^= 1 }
        #expect(throws: JournalReadError.self) { try DirectoryContents.records(storage) }
    }

    @Test func anInsideReaderNamesDamage() async throws {
        let (storage, session) = try await Self.filled(30)
        storage.tamper(try DirectoryContents.segments(storage)[0]) { $0[200] ^= 1 }
        await #expect(throws: JournalReadError.self) { try await session.allRecords() }
        try await session.close()
    }

    @Test func anEmptyFolderIsAnEmptyJournal() async throws {
        let storage = FaultyStorage()
        #expect(try DirectoryContents.records(storage).isEmpty)
        #expect(try await JournalVerifier(storage).verify() == VerificationReport())
    }
}
