import AuditJournal
import AuditTesting
import Foundation
import Testing

/// Any bytes at all: recovery, readers and verification may refuse, but never crash, hang or grow without bound.
@Suite struct FuzzTests {
    private static let name = "00000000000000000000.segment"

    /// Everything that reads a folder, one after the other.
    private static func readEverything(_ storage: FaultyStorage) async throws {
        do {
            _ = try DirectoryContents.records(storage)
        } catch is JournalReadError {
            // A refusal is a right answer.
        }
        _ = try JournalVerifier(storage).verify()
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

    @Test func anEnvelopeThatContainsAFrameIsNotTakenForOne() async throws {
        // A whole valid frame of another segment, inside an id and a text of this one, then a torn end.
        let other = try await Self.seedStorage()
        let frame = Array(try #require(other.contents(of: Self.name))[64..<400])
        let storage = FaultyStorage()
        let settings = Samples.smallSettings(segmentBytes: 1 << 20)
        let session = try JournalSession(storage, settings: settings, random: .seeded(2))
        _ = await session.journal.append(Samples.submission(1))
        let evil = OwnRecord(id: Samples.id(2), type: "evil", bytes: [0x20, 0x20] + frame + frame)
        _ = await session.journal.append(Submission(evil, facts: Samples.facts))
        try await session.close()
        let start = try #require(storage.contents(of: Self.name)).firstRange(of: Array("\"number\":1".utf8))
        #expect(start != nil)
        for shift in 0..<8 {
            let torn = storage.afterKill()
            torn.tamper(Self.name) { bytes in
                // Destroys the start of the second frame; what is inside it stays.
                let second = 64 + Int(bytes[68]) + Int(bytes[69]) << 8
                bytes[second + shift] ^= 0xFF
            }
            let recovered = try JournalSession(torn)
            #expect(recovered.journal.end == JournalOffset(1))
            try await recovered.close()
        }
    }

    @Test func aHugeStatedLengthAllocatesNothing() async throws {
        let storage = try await Self.seedStorage()
        let names = try DirectoryContents.segments(storage)
        let last = try #require(names.last)
        for length: [UInt8] in [[0xF8, 0xFF, 0xFF, 0xFF], [0xF8, 0xFF, 0xFF, 0x00], [0, 0, 0, 0x80]] {
            let damaged = storage.afterKill()
            damaged.tamper(last) { $0.replaceSubrange(68..<72, with: length) }
            try await Self.readEverything(damaged)
        }
    }
}
