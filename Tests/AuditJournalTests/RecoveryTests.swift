import AuditJournal
import AuditTesting
import Testing

@Suite(.inTurn) struct RecoveryTests {
    /// Four groups of two records in one segment, without zeros behind, as after a kill.
    private static func oneSegment() async throws -> (FaultyStorage, ends: [Int]) {
        let storage = FaultyStorage()
        let session = try JournalSession(storage, settings: Samples.smallSettings(segmentBytes: 1 << 20))
        var ends: [Int] = []
        for start in stride(from: UInt64(0), to: 8, by: 2) {
            _ = await session.submit([Samples.submission(start), Samples.submission(start + 1)])
            ends.append(64 + session.journal.statistics.appendedBytes)
        }
        try await session.close()
        try storage.forgetCleanStop()
        return (storage, ends)
    }

    private static let name = "00000000000000000000.segment"

    private static func damage(_ storage: FaultyStorage) async throws -> SegmentDamage? {
        do {
            try await JournalSession(storage).close()
            return nil
        } catch JournalOpenError.damaged(let damage) {
            return damage
        }
    }

    @Test func aTornTailOfAnyLengthIsCutBetweenRecords() async throws {
        let (original, ends) = try await Self.oneSegment()
        let bytes = try #require(original.contents(of: Self.name))
        for length in 64...bytes.count {
            let storage = original.afterKill()
            storage.tamper(Self.name) { $0.removeLast($0.count - length) }
            let session = try JournalSession(storage, settings: Samples.smallSettings(segmentBytes: 1 << 20))
            let count = session.journal.end.rawValue
            #expect(count / 2 == UInt64(ends.filter { $0 <= length }.count), "whole groups stay: \(length)")
            #expect(await session.journal.append(Samples.submission(50)) == .stored(JournalOffset(count)))
            try await session.close()
            #expect(try await DirectoryContents.findings(storage) == [], "length \(length)")
        }
    }

    @Test func aTornTailBehindZeroFillIsCutToo() async throws {
        let (original, ends) = try await Self.oneSegment()
        for length in stride(from: ends[2], through: ends[3], by: 3) {
            let storage = original.afterKill()
            storage.tamper(Self.name) { bytes in
                for index in length..<bytes.count { bytes[index] = 0 }
                bytes += [UInt8](repeating: 0, count: 3000)
            }
            let session = try JournalSession(storage)
            #expect((6...8).contains(session.journal.end.rawValue))
            try await session.close()
            #expect(try await DirectoryContents.findings(storage) == [], "length \(length)")
        }
    }

    @Test func aHoleInTheLastGroupDropsWhatFollowsInIt() async throws {
        let (storage, ends) = try await Self.oneSegment()
        // The first record of the last group is lost, the second is whole: never acknowledged.
        storage.tamper(Self.name) { bytes in
            for index in ends[2]..<ends[2] + 64 { bytes[index] = 0 }
        }
        let session = try JournalSession(storage)
        #expect(session.journal.end == JournalOffset(6))
        try await session.close()
        #expect(storage.contents(of: Self.name)?.count == ends[2], "what was torn is cut off")
        #expect(try DirectoryContents.records(storage).count == 6)
    }

    @Test func aFlippedBitInTheMiddleIsRefusedWithItsPlace() async throws {
        let (original, ends) = try await Self.oneSegment()
        for byte in 64..<ends[2] {
            let storage = original.afterKill()
            storage.tamper(Self.name) { $0[byte] ^= 0x10 }
            let damage = try #require(try await Self.damage(storage), "byte \(byte)")
            #expect(damage.file == Self.name)
            let start = damage.byte
            #expect(start <= byte && byte < start + 260, "byte \(byte) is reported at \(start)")
            #expect(damage.offset != nil && !damage.reason.isEmpty)
            #expect(try await DirectoryContents.findings(storage).count == 1, "byte \(byte)")
        }
    }

    @Test func afterACleanStopAlsoALostLastRecordIsDamage() async throws {
        let storage = FaultyStorage()
        let session = try JournalSession(storage, settings: Samples.smallSettings(segmentBytes: 1 << 20))
        for number in UInt64(0)..<4 { _ = await session.journal.append(Samples.submission(number)) }
        try await session.close()
        let frames = Forgery.frames(in: try #require(storage.contents(of: Self.name)))
        #expect(frames.count == 4)
        #expect(storage.contents(of: Self.name)?.count == frames[3].upperBound, "the zeros ahead are cut")
        let changed = storage.afterKill()
        changed.tamper(Self.name) { $0[frames[3].lowerBound + 90] ^= 0x01 }
        let shortened = storage.afterKill()
        shortened.tamper(Self.name) { $0.removeLast(frames[3].count) }
        for damaged in [changed, shortened] {
            let damage = try #require(try await Self.damage(damaged))
            #expect(damage.offset == JournalOffset(3))
            #expect(damage.reason.contains("proves that records up to 3 were durable"))
            let findings = try await DirectoryContents.findings(damaged)
            #expect(findings.count == 1 && findings[0].contains("proves that records up to 3 were durable"))
        }
        let next = try JournalSession(storage)
        #expect(next.journal.end == JournalOffset(4))
        try await next.close()
    }

    /// A checksum that fits was not torn: a later program may have written it, so nothing is cut.
    @Test(arguments: [(12, UInt8(9), "version 9"), (13, 77, "kind 77"), (28, 1, "lengths disagree")])
    func aLastRecordThatOnlyALaterProgramUnderstandsIsKept(place: Int, value: UInt8, words: String) async throws {
        let (storage, _) = try await Self.oneSegment()
        storage.tamper(Self.name) { bytes in
            guard let last = Forgery.frames(in: bytes).last else { return }
            bytes[last.lowerBound + place] = value
            Forgery.sealFrame(last, in: &bytes)
        }
        let before = storage.contents(of: Self.name)
        let damage = try #require(try await Self.damage(storage))
        #expect(damage.reason.contains(words))
        #expect(storage.contents(of: Self.name) == before)
        #expect(try await DirectoryContents.findings(storage).count == 1)
    }

    @Test func removedNewestSegmentsAreMissedByTheirIDFiles() async throws {
        let original = FaultyStorage()
        let session = try JournalSession(original)
        for number in UInt64(0)..<30 { _ = await session.journal.append(Samples.submission(number)) }
        try await session.close()
        let segments = try DirectoryContents.segments(original)
        #expect(segments.count > 3)
        for kept in 1..<segments.count {
            let storage = original.afterKill()
            for name in segments[kept...] { try storage.remove(name) }
            let damage = try #require(try await Self.damage(storage), "kept \(kept)")
            #expect(damage.file == segments[kept])
            #expect(damage.reason == "the segment is missing")
        }
    }

    @Test func aFlippedBitInTheHeaderIsRefused() async throws {
        let (original, _) = try await Self.oneSegment()
        for byte in 0..<64 {
            let storage = original.afterKill()
            storage.tamper(Self.name) { $0[byte] ^= 0x01 }
            let damage = try #require(try await Self.damage(storage), "byte \(byte)")
            #expect(damage.byte <= 16)
        }
    }

    @Test func aMissingOrDamagedIDFileIsBuiltAgain() async throws {
        let original = FaultyStorage()
        let session = try JournalSession(original)
        for number in UInt64(0)..<30 { _ = await session.journal.append(Samples.submission(number)) }
        try await session.close()
        let names = try original.list().filter { $0.hasSuffix(".ids") }.sorted()
        #expect(names.count > 2)
        let size = try #require(original.contents(of: names[0])).count
        for place in [-1, 3, 14, 20, 26, 40, 60, 4095, 4097, 8300, 12_400, 16_500, size - 1] where place < size {
            let storage = original.afterKill()
            if place < 0 {
                try storage.remove(names[0])
                try storage.syncDirectory()
            } else {
                storage.tamper(names[0]) { $0[place] ^= 0x40 }
            }
            let next = try JournalSession(storage, random: .seeded(5))
            for number in UInt64(0)..<30 {
                let outcome = await next.journal.append(Samples.submission(number))
                #expect(outcome == .duplicate(of: JournalOffset(number)), "place \(place)")
            }
            #expect(try await next.allRecords().count == 30)
            try await next.close()
            // Nobody had to read the positions again, so a start need not have noticed damage there.
            let findings = try await DirectoryContents.findings(storage)
            #expect(findings.allSatisfy { $0.hasPrefix(names[0]) }, "place \(place): \(findings)")
        }
    }

    @Test func aMissingSegmentIsRefusedWithItsName() async throws {
        let original = FaultyStorage()
        let session = try JournalSession(original)
        for number in UInt64(0)..<30 { _ = await session.journal.append(Samples.submission(number)) }
        try await session.close()
        let names = try DirectoryContents.segments(original)
        for name in names.dropLast() {
            let storage = original.afterKill()
            try storage.remove(name)
            let damage = try #require(try await Self.damage(storage), "\(name)")
            #expect(damage.reason.contains("missing") || damage.reason.contains("ends"))
            #expect(try await !DirectoryContents.findings(storage).isEmpty)
        }
    }

    @Test func aJournalWhoseSegmentsWereRemovedIsNotBegunAnew() async throws {
        let storage = FaultyStorage()
        let session = try JournalSession(storage)
        for number in UInt64(0)..<30 { _ = await session.journal.append(Samples.submission(number)) }
        try await session.close()
        for name in try DirectoryContents.segments(storage) { try storage.remove(name) }
        #expect(try await Self.damage(storage)?.reason == "the segment is missing")
    }

    @Test func aSegmentOfAnotherJournalIsRefused() async throws {
        let storages = [FaultyStorage(), FaultyStorage()]
        for (index, storage) in storages.enumerated() {
            let session = try JournalSession(storage, random: .seeded(UInt64(100 + index)))
            for number in UInt64(0)..<30 { _ = await session.journal.append(Samples.submission(number)) }
            try await session.close()
        }
        for name in try DirectoryContents.segments(storages[0]).dropFirst() {
            let storage = storages[0].afterKill()
            let foreign = try #require(storages[1].contents(of: name))
            storage.tamper(name) { $0 = foreign }
            #expect(try await Self.damage(storage)?.reason == "the segment belongs to another journal")
        }
    }

    @Test func aShortenedSealedSegmentIsRefused() async throws {
        let storage = FaultyStorage()
        let session = try JournalSession(storage)
        for number in UInt64(0)..<30 { _ = await session.journal.append(Samples.submission(number)) }
        try await session.close()
        storage.tamper(Self.name) { $0.removeLast(8) }
        let damage = try #require(try await Self.damage(storage))
        #expect(damage.file == Self.name)
        #expect(try await !DirectoryContents.findings(storage).isEmpty)
    }

    @Test func aLaterFormatIsRefusedAndNeverCut() async throws {
        let (storage, _) = try await Self.oneSegment()
        // The header's version; its checksum is checked after it.
        storage.tamper(Self.name) { $0[8] = 9 }
        let damage = try #require(try await Self.damage(storage))
        #expect(damage.reason.contains("version 9"))
    }
}
