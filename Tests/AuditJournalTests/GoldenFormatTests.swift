import AuditEvents
import AuditJournal
import AuditTesting
import Foundation
import Testing

/// A reader of an old file never breaks: these bytes stay as they are for ever.
@Suite(.inTurn) struct GoldenFormatTests {
    private static let segment = "00000000000000000000.segment"
    private static let ids = "00000000000000000000.ids"

    /// Two groups, all kinds of texts, a roll-over; every random number from a seed.
    private static func write() async throws -> FaultyStorage {
        let storage = FaultyStorage()
        let salts = SaltSource(random: .seeded(42))
        let bare = ReceptionFacts(receivedAtMilliseconds: 1_700_000_000_001, clientAddress: "")
        let texts = ReceptionFacts(
            receivedAtMilliseconds: 1_700_000_000_002,
            clientAddress: "2001:db8::1",
            userAgent: "Mozilla/5.0 (Übersicht)",
            tokenName: "",
            extensionVersion: "1.2.0"
        )
        let settings = Samples.smallSettings(segmentBytes: 700)
        let session = try JournalSession(storage, settings: settings, random: .seeded(7))
        _ = await session.submit([
            Submission(Samples.own(1, padding: 5), facts: bare, salts: salts),
            Submission(Samples.own(2, padding: 6), facts: texts, salts: salts),
        ])
        _ = await session.submit([Submission(Samples.own(3, padding: 7), facts: texts, salts: salts)])
        _ = await session.submit([Submission(Samples.own(4, padding: 8), facts: bare, salts: salts)])
        try await session.close()
        return storage
    }

    @Test func theBytesOfSegmentAndIDFileAreGolden() async throws {
        let storage = try await Self.write()
        for name in [Self.segment, Self.ids] {
            let written = try #require(storage.contents(of: name))
            if Fixtures.isRecording { try Fixtures.record("golden\(name.dropFirst(20))", written) }
            #expect(try Fixtures.bytes("golden\(name.dropFirst(20))") == written, "\(name)")
        }
    }

    @Test func goldenFilesAreStillRead() async throws {
        let storage = FaultyStorage()
        let later = try await Self.write()
        for name in try later.list() {
            _ = try storage.create(name)
            let isGolden = name.hasPrefix("00000000000000000000")
            let bytes = isGolden ? try Fixtures.bytes("golden\(name.dropFirst(20))") : later.contents(of: name)
            storage.tamper(name) { $0 = bytes ?? [] }
        }
        try storage.syncDirectory()
        #expect(try await DirectoryContents.findings(storage) == [])
        let records = try DirectoryContents.records(storage)
        #expect(records.map(\.eventID) == (1...4).map { Samples.id($0) })
        #expect(records[1].facts.userAgent == "Mozilla/5.0 (Übersicht)")
        #expect(records[1].facts.tokenName == "")
        #expect(records[0].facts.userAgent == nil)
        #expect(records[0].facts.receivedAtMilliseconds == 1_700_000_000_001)
        #expect(records[2].bytes == Samples.own(3, padding: 7).bytes)
    }

    @Test func theHeaderLiesAsSpecified() async throws {
        let bytes = try Fixtures.bytes("golden.segment")
        #expect(Array(bytes[0..<12]) == Array("VIDSEG".utf8) + [0xFF, 0x0A, 1, 0, 64, 0])
        #expect(Array(bytes[16..<24]) == [UInt8](repeating: 0, count: 8))
        #expect(Array(bytes[64..<68]) == [0xFF] + Array("VJF".utf8))
        #expect(bytes[76] == 1 && bytes[77] == 2)
        // Index in the group of the second record.
        let length = Int(bytes[68]) | Int(bytes[69]) << 8
        #expect(bytes[64 + length + 24] == 1)
        // The content begins with the empty client address and three absent texts.
        #expect(Array(bytes[144..<152]) == [1, 0, 0, 0, 0, 0, 0, 0])
        #expect(try Fixtures.bytes("golden.ids").count % 4096 == 0)
    }
}
