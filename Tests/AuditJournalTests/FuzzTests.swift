import AuditJournal
import AuditTesting
import Foundation
import Testing

/// Any bytes at all: recovery, readers and verification may refuse, but never crash, hang or grow without bound.
@Suite(.inTurn) struct FuzzTests {
    private static let name = "00000000000000000000.segment"

    /// Everything that reads a folder, one after the other.
    private static func readEverything(_ storage: FaultyStorage) async throws {
        do {
            _ = try DirectoryContents.records(storage)
        } catch is JournalReadError {
            // A refusal is a right answer.
        }
        _ = try await JournalVerifier(storage).verify()
        do {
            let session = try JournalSession(storage, random: .seeded(3))
            _ = await session.journal.append(Samples.submission(7777))
            do {
                _ = try await session.allRecords()
            } catch is JournalReadError {
                // So is this.
            }
            try await session.close()
        } catch is JournalOpenError {
            // And this.
        }
    }

    private static func seedStorage() async throws -> FaultyStorage {
        let storage = FaultyStorage()
        let session = try JournalSession(storage)
        for number in UInt64(0)..<14 { _ = await session.journal.append(Samples.submission(number)) }
        try await session.close()
        return storage
    }

    @Test(arguments: 1...8)
    func changedFilesNeverCrashAnything(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let original = try await Self.seedStorage()
        let names = try original.list()
        for _ in 0..<120 {
            let storage = original.afterKill()
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                guard let name = names.randomElement(using: &generator) else { continue }
                storage.tamper(name) { Mutation.apply(to: &$0, using: &generator) }
            }
            try await Self.readEverything(storage)
        }
    }

    @Test func theKeptCorpusNeverCrashesAnything() async throws {
        let folder = Fixtures.folder.appending(path: "corpus")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(files.count >= 8)
        for file in files {
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: file)))
            for name in [Self.name, "00000000000000000000.ids"] {
                let storage = try await Self.seedStorage()
                storage.tamper(name) { $0 = bytes }
                try await Self.readEverything(storage)
            }
        }
    }

    @Test(arguments: 1...4)
    func forgedFilesWithRightChecksumsNeverCrashAnything(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: 1_000 + seed)
        let original = try await Self.seedStorage()
        let names = try original.list()
        for _ in 0..<150 {
            let storage = original.afterKill()
            for _ in 0..<Int.random(in: 1...2, using: &generator) {
                let name = try #require(names.randomElement(using: &generator))
                storage.tamper(name) { Forgery.apply(to: &$0, ofIDs: name.hasSuffix(".ids"), using: &generator) }
            }
            try await Self.readEverything(storage)
        }
    }

    /// Inside an envelope stands a whole valid frame that claims to be of a later group, then the record is torn.
    ///
    /// Of another segment it is only text; of this very segment it would be the proof of damage. The second half shows
    /// that the first can fail.
    @Test(arguments: [false, true])
    func onlyAFrameOfTheSameSegmentCountsAsWrittenLater(isSameSegment: Bool) async throws {
        let settings = Samples.smallSettings(segmentBytes: 1 << 20)
        let donor = FaultyStorage()
        // The same seed draws the same segment id.
        let donating = try JournalSession(donor, settings: settings, random: .seeded(isSameSegment ? 2 : 3))
        for number in UInt64(0)..<4 { _ = await donating.journal.append(Samples.submission(number)) }
        try await donating.close()
        let donated = try #require(donor.contents(of: Self.name))
        let later = donated[try #require(Forgery.frames(in: donated).last)]
        var refusals = 0
        // Records are looked for at multiples of 8: one of these is.
        for padding in 0..<8 {
            let storage = FaultyStorage()
            let session = try JournalSession(storage, settings: settings, random: .seeded(2))
            _ = await session.journal.append(Samples.submission(1))
            let bytes = [UInt8](repeating: 0x20, count: padding) + later
            let evil = OwnRecord(id: Samples.id(2), type: "evil", bytes: bytes)
            _ = await session.journal.append(Submission(evil, facts: Samples.facts))
            try await session.close()
            try storage.forgetCleanStop()
            storage.tamper(Self.name) { $0[Forgery.frames(in: $0)[1].lowerBound] ^= 0xFF }
            do {
                let recovered = try JournalSession(storage, settings: settings)
                #expect(recovered.journal.end == JournalOffset(1))
                try await recovered.close()
            } catch JournalOpenError.damaged(let damage) {
                #expect(damage.reason.contains("was written after it"))
                refusals += 1
            }
        }
        #expect(refusals == (isSameSegment ? 1 : 0))
    }

    @Test func aHugeStatedLengthAllocatesNothing() async throws {
        let storage = try await Self.seedStorage()
        let names = try DirectoryContents.segments(storage)
        let last = try #require(names.last)
        for length: [UInt8] in [[0xF8, 0xFF, 0xFF, 0xFF], [0xF8, 0xFF, 0xFF, 0x00], [0, 0, 0, 0x80]] {
            let damaged = storage.afterKill()
            damaged.tamper(last) { $0.replaceSubrange(68..<72, with: length) }
            try await Self.readEverything(damaged)
            #expect(damaged.largestReadBytes <= 256 << 10)
        }
    }
}
