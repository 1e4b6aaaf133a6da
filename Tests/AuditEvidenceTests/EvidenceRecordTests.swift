import AuditEvents
import AuditEvidence
import AuditJournal
import AuditTesting
import MerkleLog
import Testing

@Suite(.inTurn)
struct EvidenceRecordTests {
    private static let hash = TreeHash.leaf([1, 2, 3])

    private static func record(content: String, userAgent: String? = nil) -> JournalRecord {
        JournalRecord(
            offset: JournalOffset(7),
            facts: ReceptionFacts(
                receivedAtMilliseconds: 1_770_000_000_000,
                clientAddress: "10.0.0.1",
                userAgent: userAgent,
                tokenName: ""
            ),
            kind: .envelope,
            eventID: EventID(high: 1, low: 2),
            ownType: nil,
            bytes: Array(content.utf8),
            salt: Salt(words: (3, 4))
        )
    }

    @Test(arguments: [
        "{}", "{\"a\":\"ä\\u0000\\n\u{2028}\u{7F}😀\"}", "\u{FEFF}{\"é\":\"e\u{301}\"}", "{\r\n\t\"a\": 1e400}",
    ])
    func aLineGivesBackExactlyWhatWasReceived(content: String) throws {
        let stored = Self.record(content: content, userAgent: "Mozilla \"5\" \\ ü")
        let record = try #require(EvidenceRecord(stored, proof: [Self.hash]))
        let again = try EvidenceRecord(parsing: record.line)
        guard case .whole(_, _, let facts, let text) = again.body else {
            Issue.record("the content is gone")
            return
        }
        #expect(Array(text.utf8) == stored.bytes)
        #expect(facts == ["10.0.0.1", "Mozilla \"5\" \\ ü", "", nil, nil])
        #expect(again.proof == [Self.hash])
        // What the line gives is what the log has.
        #expect(record.leaf == TreeHash.leaf(LogEntry(stored).bytes))
    }

    @Test func thereIsOneWayToWriteALine() throws {
        let record = try #require(EvidenceRecord(Self.record(content: "{}"), proof: [Self.hash]))
        let line = String(decoding: record.line, as: UTF8.self)
        for (old, new) in [
            ("\"offset\":7", "\"offset\": 7"), ("\"offset\":7", "\"offset\":7.0"), ("\"offset\":7", "\"offset\":-0"),
            ("\"offset\":7", "\"offset\":7,\"offset\":7"), ("{\"offset\"", "{\"extra\":1,\"offset\""),
            ("10.0.0.1", "\\u0031\\u0030.0.0.1"), ("]}", "]} "), ("null,null]", "null]"),
            ("null,null]", "null,null,null]"),
            ("\"10.0.0.1\"", "null"), ("\"salt\":\"0", "\"salt\":\"A"), ("=\"]", "\"]"), ("{}\"", "\\ud800\""),
        ] {
            let changed = line.replacing(old, with: new)
            #expect(changed != line)
            #expect(throws: EvidenceReadError.self, "\(new)") { try EvidenceRecord(parsing: Array(changed.utf8)) }
        }
    }

    @Test func anErasedRecordKeepsItsCommitmentAndTellsNoId() throws {
        let whole = Self.record(content: "{}")
        let erased = JournalRecord(
            offset: whole.offset,
            facts: whole.facts,
            kind: .tombstone,
            eventID: whole.eventID,
            ownType: nil,
            bytes: [],
            salt: .erased,
            erasedCommitment: whole.commitment
        )
        let record = try #require(EvidenceRecord(erased, proof: []))
        #expect(!String(decoding: record.line, as: UTF8.self).contains("eventId"))
        #expect(try EvidenceRecord(parsing: record.line).leaf == TreeHash.leaf(LogEntry(whole).bytes))
    }
}
