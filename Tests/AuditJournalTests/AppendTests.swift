import AuditEvents
import AuditJournal
import AuditTesting
import Testing

@Suite(.inTurn) struct AppendTests {
    @Test func recordsGetOffsetsInOrderAndAreReadAsTheyCame() async throws {
        let session = try JournalSession(FaultyStorage())
        let submissions = (0..<20).map { Samples.submission(UInt64($0)) }
        #expect(await session.submit(Array(submissions[..<3])) == (0..<3).map { .stored(JournalOffset($0)) })
        for (index, submission) in submissions.enumerated().dropFirst(3) {
            #expect(await session.journal.append(submission) == .stored(JournalOffset(UInt64(index))))
        }
        let records = try await session.allRecords()
        #expect(records.map(\.offset.rawValue) == Array(0..<20))
        #expect(records.map(\.bytes) == submissions.map(\.bytes))
        #expect(records.map(\.eventID) == submissions.map(\.id))
        #expect(records.allSatisfy { $0.facts == Samples.facts && $0.kind == .own && $0.ownType == "test.sample" })
        #expect(session.journal.end == JournalOffset(20))
        try await session.close()
    }

    @Test func aRepeatIsADuplicateInTheGroupInTheSegmentAndAcrossRollOvers() async throws {
        let storage = FaultyStorage()
        let session = try JournalSession(storage)
        let twice = await session.submit([Samples.submission(1), Samples.submission(1)])
        #expect(twice == [.stored(JournalOffset(0)), .duplicate(of: JournalOffset(0))])
        #expect(await session.journal.append(Samples.submission(1)) == .duplicate(of: JournalOffset(0)))
        for number in 2..<40 { _ = await session.journal.append(Samples.submission(UInt64(number))) }
        #expect(try DirectoryContents.segments(storage).count > 3)
        for number in 1..<40 {
            let outcome = await session.journal.append(Samples.submission(UInt64(number)))
            #expect(outcome == .duplicate(of: JournalOffset(UInt64(number - 1))))
        }
        #expect(session.journal.statistics.duplicates == 41)
        #expect(session.journal.statistics.appendedRecords == 39)
        try await session.close()
    }

    @Test func marksAreStoredWithTheRecordAndReadAgain() async throws {
        let storage = FaultyStorage()
        let session = try JournalSession(storage)
        let marked = Submission(try Samples.envelope(), facts: Samples.facts, flags: .awaitsOutcome)
        _ = await session.submit([marked, Samples.submission(1)])
        try await session.close()
        let again = try JournalSession(storage)
        let flags = try await again.allRecords().map(\.flags)
        #expect(flags == [.awaitsOutcome, []])
        #expect(await again.journal.append(marked) == .duplicate(of: JournalOffset(0)))
        try await again.close()
    }

    @Test func theSameJSONValueInOtherBytesIsADuplicate() async throws {
        let session = try JournalSession(FaultyStorage())
        let plain = OwnRecord(id: Samples.id(1), type: "test", bytes: Array(#"{"a":1}"#.utf8))
        let spaced = OwnRecord(id: Samples.id(1), type: "test", bytes: Array(#"{ "a" : 1 }"#.utf8))
        _ = await session.journal.append(Submission(plain, facts: Samples.facts))
        let outcome = await session.journal.append(Submission(spaced, facts: Samples.facts))
        #expect(outcome == .duplicate(of: JournalOffset(0)))
        try await session.close()
    }

    @Test func otherContentUnderAKnownIDIsAConflictAndLeavesARecordOfIt() async throws {
        let session = try JournalSession(FaultyStorage())
        let together = await session.submit([Samples.submission(1), Samples.submission(1, version: 1)])
        #expect(together == [.stored(JournalOffset(0)), .conflict(with: JournalOffset(0))])
        #expect(await session.journal.append(Samples.submission(1, version: 2)) == .conflict(with: JournalOffset(0)))
        let records = try await session.allRecords()
        #expect(records.map(\.ownType) == ["test.sample", "audit.conflict", "audit.conflict"])
        #expect(records[0].bytes == Samples.own(1).bytes)
        let text = String(decoding: records[1].bytes, as: UTF8.self)
        #expect(text.contains("\"eventId\":\"\(Samples.id(1))\""))
        #expect(text.contains("\"firstOffset\":0"))
        #expect(text.contains("\"byteCount\":\(Samples.own(1, version: 1).bytes.count)"))
        #expect(session.journal.statistics.conflicts == 2)
        try await session.close()
    }

    @Test func aConflictRecordsOwnIDTakesPartInDedupe() async throws {
        let session = try JournalSession(FaultyStorage())
        _ = await session.submit([Samples.submission(1), Samples.submission(1, version: 1)])
        let conflict = try await session.allRecords()[1]
        let id = conflict.eventID
        let forged = OwnRecord(id: id, type: "forged", bytes: Array("{}".utf8))
        let outcome = await session.journal.append(Submission(forged, facts: Samples.facts))
        #expect(outcome == .conflict(with: JournalOffset(1)))
        try await session.close()
    }

    @Test func repeatsWithOtherBytesAreComparedOnlySoManyAtOnce() async throws {
        var settings = Samples.smallSettings(segmentBytes: 1 << 20)
        let session = try JournalSession(FaultyStorage(), settings: settings)
        _ = await session.submit((0..<4).map { Samples.submission($0) })
        // The same value with one more space, about 80 bytes each.
        let repeats = (0..<4).map { number in
            let own = Samples.own(UInt64(number))
            return Submission(
                OwnRecord(id: own.id, type: own.type, bytes: own.bytes + [0x20]),
                facts: Samples.facts
            )
        }
        #expect(await session.submit(repeats) == (0..<4).map { .duplicate(of: JournalOffset($0)) })
        try await session.close()

        settings.comparisonBytes = 2 * (2 * repeats[0].bytes.count - 1)
        let bounded = try JournalSession(FaultyStorage(), settings: settings)
        _ = await bounded.submit((0..<4).map { Samples.submission($0) })
        let refused = AppendOutcome.refused(.comparisonsFull(limitBytes: settings.comparisonBytes))
        #expect(
            await bounded.submit(repeats)
                == [.duplicate(of: JournalOffset(0)), .duplicate(of: JournalOffset(1)), refused, refused]
        )
        // The next group has its own share, and exact repeats need none.
        #expect(await bounded.submit([repeats[2]]) == [.duplicate(of: JournalOffset(2))])
        #expect(
            await bounded.submit((0..<4).map { Samples.submission($0) })
                == (0..<4).map { .duplicate(of: JournalOffset($0)) }
        )
        try await bounded.close()
    }

    @Test func aCallBeyondTheQueueBoundIsRefusedAndNothingElseIs() async throws {
        var settings = Samples.smallSettings()
        settings.queueBytes = 4096
        let storage = FaultyStorage()
        let journal = try Journal(storage, settings: settings, logger: .silent, random: .seeded(1), now: Samples.now)
        // Nothing is written before run(), so the queue fills up.
        let outcomes = OutcomeList()
        for number in 0..<100 { journal.submit([Samples.submission(UInt64(number))]) { outcomes.add($0) } }
        let refused = outcomes.all
        #expect(!refused.isEmpty && refused.allSatisfy { $0 == .refused(.queueFull(limitBytes: 4096)) })
        #expect(journal.queuedBytes <= 4096)
        let writer = Task { try await journal.run() }
        try await journal.waitForRecords(beyond: JournalOffset(UInt64(99 - refused.count)))
        writer.cancel()
        try await writer.value
        #expect(outcomes.all.count == 100)
        #expect(journal.statistics.appendedRecords == 100 - refused.count)
        #expect(journal.statistics.refusals == refused.count)
        #expect(journal.queuedBytes == 0)
    }

    @Test func shutdownWritesWhatIsQueuedAndRefusesWhatComesLater() async throws {
        let storage = FaultyStorage()
        let journal = try Journal(
            storage,
            settings: Samples.smallSettings(),
            logger: .silent,
            random: .seeded(1),
            now: Samples.now
        )
        let outcomes = OutcomeList()
        for number in 0..<50 { journal.submit([Samples.submission(UInt64(number))]) { outcomes.add($0) } }
        let writer = Task { try await journal.run() }
        writer.cancel()
        try await writer.value
        #expect(outcomes.all.count == 50)
        #expect(outcomes.all.allSatisfy { if case .stored = $0 { true } else { false } })
        #expect(journal.state == .closed)
        #expect(await journal.append(Samples.submission(99)) == .refused(.closed))
        #expect(try DirectoryContents.records(storage).count == 50)
    }

    @Test func aJournalThatNeverRanRefusesWhatWaited() async throws {
        let outcomes = OutcomeList()
        do {
            let journal = try Journal(FaultyStorage(), logger: .silent, now: Samples.now)
            journal.submit([Samples.submission(1), Samples.submission(2)]) { outcomes.add($0) }
        }
        #expect(outcomes.all == [.refused(.closed), .refused(.closed)])
    }

    @Test func anEmptyCallIsAnsweredAtOnce() async throws {
        let session = try JournalSession(FaultyStorage())
        #expect(await session.submit([]) == [])
        try await session.close()
    }

    @Test func aCallAboveTheGroupBoundIsOneGroup() async throws {
        var settings = Samples.smallSettings()
        settings.groupBytes = 500
        let session = try JournalSession(FaultyStorage(), settings: settings)
        let outcomes = await session.submit((0..<50).map { Samples.submission(UInt64($0)) })
        #expect(outcomes == (0..<50).map { .stored(JournalOffset($0)) })
        #expect(session.journal.statistics.groups == 1)
        try await session.close()
    }
}
