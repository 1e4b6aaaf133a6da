import AuditJournal
import AuditTesting
import Crypto
import Foundation
import MerkleLog
import Testing

/// What a verification says of a log and its journal, whole and manipulated.
@Suite(.inTurn) struct LogVerifierTests {
    /// A journal of some segments and its log, both as a stop leaves them.
    private struct Place {
        var journal: FaultyStorage
        var log: FaultyStorage

        /// What is wrong, one line each.
        func findings(keys: LogKeys = LogBench.identity.keys, saved: [SavedCheckpoint] = []) async throws -> [String] {
            var visitor = LeafVisitor(log: try #require(try LogVerifier(log, keys: keys, saved: saved)))
            let report = try await JournalVerifier(journal, cores: 2).verify(for: &visitor)
            try visitor.log.finish()
            return report.findings.map(\.description) + visitor.log.findings.map(\.description)
        }

        /// A copy in which a server ran once more, and published at these sizes.
        func grown(to sizes: [UInt64]) async throws -> Place {
            let copy = Place(journal: journal.afterKill(), log: log.afterKill())
            let bench = try LogBench(copy.journal, segmentBytes: 30_000)
            var writer = try bench.writer(copy.log)
            for size in sizes {
                await bench.append(bench.journal.end.rawValue..<size)
                try writer.publish()
            }
            try await bench.session.close()
            return copy
        }

        /// The same place with one file changed.
        func changing(_ name: String, inLog: Bool = true, _ change: (inout [UInt8]) -> Void) -> Place {
            let copy = Place(journal: journal.afterKill(), log: log.afterKill())
            (inLog ? copy.log : copy.journal).tamper(name, change)
            return copy
        }
    }

    private struct LeafVisitor: VerificationVisitor {
        var log: LogVerifier

        static func note(of record: JournalRecord) -> Never? { nil }

        mutating func visit(_ leaves: SegmentLeaves, notes: [Never], report: VerificationReport) throws(StorageError) {
            try log.take(leaves)
        }
    }

    /// A journal of 301 records with checkpoints at 3, 300 and 301.
    private static func beginning() async throws -> Place {
        try await Place(journal: FaultyStorage(), log: FaultyStorage()).grown(to: [3, 300, 301])
    }

    /// The same, grown to 700 records.
    private static func place() async throws -> Place {
        try await beginning().grown(to: [700])
    }

    @Test func whatNobodyTouchedHasNoFindings() async throws {
        let place = try await Self.place()
        #expect(try await place.findings() == [])
        #expect(try place.journal.list().count { $0.hasSuffix(".segment") } > 3)
    }

    @Test func everyChangedByteOfTheStoredTreeIsFoundWithItsFile() async throws {
        let place = try await Self.place()
        for name in ["tiles-0", "tiles-1"] {
            let count = try #require(place.log.contents(of: name)).count
            for byte in stride(from: 0, to: count, by: name == "tiles-0" ? 97 : 1) {
                let findings = try await place.changing(name) { $0[byte] ^= 0x10 }.findings()
                #expect(
                    findings.count == 1
                        && findings[0].hasPrefix("log/\(name), byte \(byte / 32 * 32): hash \(byte / 32) ")
                )
            }
        }
    }

    @Test func everyChangedByteOfACheckpointIsFoundWithItsFile() async throws {
        let place = try await Self.place()
        for name in ["checkpoint", "checkpoints"] {
            let count = try #require(place.log.contents(of: name)).count
            for byte in 0..<count {
                let findings = try await place.changing(name) { $0[byte] ^= 0x01 }.findings()
                #expect(!findings.isEmpty, "\(name), byte \(byte)")
                #expect(findings.contains { $0.hasPrefix("log/checkpoint") }, "\(name), byte \(byte): \(findings)")
            }
        }
    }

    @Test func aStoredTreeThatWasCutIsFound() async throws {
        let place = try await Self.place()
        let findings = try await place.changing("tiles-0") { $0.removeLast(320) }.findings()
        #expect(findings == ["log/tiles-0, byte 22080: hashes 690 to 699 are missing"])
    }

    @Test func recordsThatWereExchangedAreNamed() async throws {
        // Records from 301 on as if written anew, checksums too.
        let beginning = try await Self.beginning()
        let (place, other) = (try await beginning.grown(to: [700]), try await beginning.grown(to: [700]))
        let findings = try await Place(journal: other.journal, log: place.log).findings()
        #expect(findings.count == 1)
        #expect(findings.allSatisfy { $0.contains("records 301 to 699 are not those that were included in the log") })
    }

    @Test func recordsAndTreeExchangedTogetherContradictTheSignedRoot() async throws {
        let beginning = try await Self.beginning()
        let (place, other) = (try await beginning.grown(to: [700]), try await beginning.grown(to: [700]))
        var forged = Place(journal: other.journal, log: place.log.afterKill())
        for name in ["tiles-0", "tiles-1"] {
            let bytes = try #require(other.log.contents(of: name))
            forged.log.tamper(name) { $0 = bytes }
        }
        let findings = try await forged.findings()
        #expect(findings.count == 1 && findings[0].contains("neither that of the records nor that of the stored tree"))
        #expect(findings[0].contains("behind record 301"))
        forged = other
        #expect(try await forged.findings() == [])
    }

    @Test func anotherKeyIsNotBelieved() async throws {
        let place = try await Self.place()
        let key = Curve25519.Signing.PrivateKey()
        let keys = LogIdentity(origin: LogBench.identity.origin, signingKey: key).keys
        let findings = try await place.findings(keys: keys)
        #expect(findings.count >= 5 && findings.allSatisfy { $0.hasPrefix("log/checkpoint") })
    }

    @Test func aRollBackIsFoundByACheckpointThatWasKept() async throws {
        let old = try await Self.place()
        let new = try await old.grown(to: [701])
        #expect(try await old.findings() == [])
        let kept = SavedCheckpoint(bytes: try #require(new.log.contents(of: "checkpoint")), source: "kept")
        let findings = try await old.findings(saved: [kept])
        #expect(findings.count == 1 && findings[0].contains("it covers 701 records, and the journal has 700"))
        #expect(try await new.findings(saved: [kept]) == [])
        let earlier = SavedCheckpoint(bytes: try #require(old.log.contents(of: "checkpoint")), source: "kept")
        #expect(try await new.findings(saved: [earlier]) == [])
    }

    @Test func aForkIsFoundByACheckpointThatWasKept() async throws {
        let beginning = try await Self.beginning()
        let (place, other) = (try await beginning.grown(to: [700]), try await beginning.grown(to: [700]))
        let kept = SavedCheckpoint(bytes: try #require(other.log.contents(of: "checkpoint")), source: "kept")
        let findings = try await place.findings(saved: [kept])
        #expect(findings.count == 1 && findings[0].contains("kept") && findings[0].contains("neither"))
    }

    @Test func checkpointsOutOfOrderAreFound() async throws {
        let place = try await Self.place()
        let findings = try await place.changing("checkpoints") { bytes in
            let end = CheckpointText.ends(in: bytes)[0]
            bytes = Array(bytes[end...]) + bytes[..<end]
        }.findings()
        #expect(findings.contains { $0.contains("it covers 3 records, the one before it 700") })
    }

    @Test func anOldCheckpointInThePlaceOfTheNewestIsFound() async throws {
        let place = try await Self.place()
        let history = try LogBench.history(place.log)
        // The last but one may be shown: a crash lies between keeping and showing.
        #expect(try await place.changing("checkpoint") { $0 = history[2].bytes }.findings() == [])
        let findings = try await place.changing("checkpoint") { $0 = history[1].bytes }.findings()
        #expect(findings.count == 1 && findings[0].contains("none of the last checkpoints"))
    }
}
