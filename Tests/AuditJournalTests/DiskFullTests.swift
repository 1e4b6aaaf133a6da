import AuditJournal
import AuditTesting
import Testing

@Suite(.inTurn) struct DiskFullTests {
    @Test(arguments: 1...40)
    func aFullDiskRefusesAndResumesAndLosesNothing(step: Int) async throws {
        let storage = FaultyStorage()
        let session = try JournalSession(storage)
        var acknowledged: [UInt64: JournalOffset] = [:]
        storage.limitSpace(toBytes: 700 + step * 97)
        var refused = 0
        for number in UInt64(0)..<60 {
            switch await session.journal.append(Samples.submission(number)) {
            case .stored(let offset): acknowledged[number] = offset
            case .refused(.diskFull):
                refused += 1
                #expect(session.journal.state == .diskFull)
            case let other: Issue.record("\(other)")
            }
        }
        #expect(refused > 0)
        // What a refused group took is given back.
        #expect(try await JournalVerifier(storage).verify().ignoredBytes == 0)
        // What is acknowledged stays readable and known while the disk is full.
        for (number, offset) in acknowledged {
            #expect(await session.journal.append(Samples.submission(number)) == .duplicate(of: offset))
        }
        storage.limitSpace(toBytes: nil)
        for number in UInt64(0)..<60 where acknowledged[number] == nil {
            guard case .stored(let offset) = await session.journal.append(Samples.submission(number)) else {
                Issue.record("service did not resume")
                return
            }
            acknowledged[number] = offset
        }
        #expect(session.journal.state == .running)
        let records = try await session.allRecords()
        // One more: that events were refused, and how many.
        #expect(records.count == 61)
        let outages = records.filter { $0.ownType == "server.intake.refused" }
        #expect(outages.count == 1)
        let text = String(decoding: outages.first?.bytes ?? [], as: UTF8.self)
        #expect(text.contains("\"refused\":\(refused),\"reason\":\"disk full\""))
        for (number, offset) in acknowledged {
            #expect(records[Int(offset.rawValue)].eventID == Samples.id(number))
        }
        try await session.close()
        #expect(try await DirectoryContents.findings(storage) == [])
        var generator = SeededGenerator(seed: UInt64(step))
        let survivor = storage.afterPowerCut(using: &generator)
        try await JournalSession(survivor).close()
        #expect(try DirectoryContents.records(survivor).count == 61)
    }

    @Test func withoutNewWorkTheWriterNoticesThatThereIsSpaceAgain() async throws {
        let storage = FaultyStorage()
        var settings = Samples.smallSettings()
        settings.retryInterval = .milliseconds(1)
        let session = try JournalSession(storage, settings: settings)
        _ = await session.journal.append(Samples.submission(1))
        storage.limitSpace(toBytes: 0)
        var number: UInt64 = 2
        while session.journal.state == .running {
            _ = await session.journal.append(Samples.submission(number))
            number += 1
        }
        #expect(session.journal.state == .diskFull)
        storage.limitSpace(toBytes: nil)
        while session.journal.state != .running { await Task.yield() }
        guard case .stored = await session.journal.append(Samples.submission(1000)) else {
            Issue.record("service did not resume")
            return
        }
        try await session.close()
        #expect(try await DirectoryContents.findings(storage) == [])
    }
}
