import AuditTesting
import Crypto
import MerkleLog
import Testing

@Suite(.inTurn) struct CheckpointTests {
    private static func checkpoint() throws -> Checkpoint {
        var grower = TreeGrower()
        for leaf in Fixtures.leaves.prefix(7) { grower.append(.leaf(leaf)) }
        return Checkpoint(origin: try Fixtures.log().verifier.id.name, size: 7, root: grower.root)
    }

    @Test func theGoldenCheckpointIsReadVerifiedAndWrittenAgain() throws {
        let golden = try Fixtures.bytes("cosigned.checkpoint")
        let signed = try SignedCheckpoint(parsing: golden)
        #expect(signed.checkpoint == (try Self.checkpoint()))
        #expect(signed.bytes == golden)
        let (log, witness) = (try Fixtures.log().verifier, try Fixtures.witness().verifier)
        let verified = try signed.verify(logKeys: [log], witnesses: [witness])
        #expect(verified.checkpoint == signed.checkpoint)
        #expect(verified.logKeys == [log])
        #expect(verified.cosignatures.map(\.key) == [witness])
        #expect(verified.cosignatures.map(\.timestampSeconds) == [1_700_000_000])
        // RFC 8032 leaves no choice, so our own signatures are those of the golden file.
        let again = try SignedCheckpoint(try Self.checkpoint(), signedBy: try Fixtures.log())
        #expect(again.bytes == (try Fixtures.bytes("checkpoint")))
        let cosignature = try Fixtures.witness().signature(for: again.checkpoint, atSeconds: 1_700_000_000)
        #expect(try again.adding([cosignature]).bytes == golden)
    }

    @Test func onlyTheKeysOfTheLogMakeACheckpointBelievable() throws {
        let signed = try SignedCheckpoint(parsing: try Fixtures.bytes("cosigned.checkpoint"))
        let (log, witness) = (try Fixtures.log().verifier, try Fixtures.witness().verifier)
        let stranger = NoteSigner(name: log.id.name, key: Curve25519.Signing.PrivateKey())
        #expect(throws: CheckpointError.note(.notSigned(by: [log.id, witness.id]))) {
            try signed.verify(logKeys: [stranger.verifier], witnesses: [witness])
        }
        #expect(throws: CheckpointError.note(.notSigned(by: [log.id, witness.id]))) {
            try signed.verify(logKeys: [])
        }
        let other = NoteSigner(name: try #require(KeyName("other.example")), key: Curve25519.Signing.PrivateKey())
        #expect(throws: CheckpointError.wrongOrigin(expected: "other.example", found: "log.example/audit")) {
            try signed.verify(logKeys: [other.verifier])
        }
        // A witness is no log, and a log no witness, whoever says so.
        #expect(throws: CheckpointError.unsuitableKey(witness.id, .cosignature)) {
            try signed.verify(logKeys: [log, witness])
        }
        #expect(throws: CheckpointError.unsuitableKey(log.id, .note)) {
            try signed.verify(logKeys: [log], witnesses: [log])
        }
        // An old and a new key of the same log: either is enough, both are verified.
        let rotated = try SignedCheckpoint(signed.checkpoint, signedBy: stranger)
        #expect(try rotated.verify(logKeys: [log, stranger.verifier]).logKeys == [stranger.verifier])
        let both = try rotated.adding(signed.note.signatures)
        #expect(try both.verify(logKeys: [log, stranger.verifier]).logKeys.count == 2)
    }

    @Test func aCosignatureIsForOneCheckpointAndOneTime() throws {
        let witness = try Fixtures.witness()
        let signed = try SignedCheckpoint(parsing: try Fixtures.bytes("checkpoint"))
        let log = try Fixtures.log()
        let larger = Checkpoint(origin: log.verifier.id.name, size: 8, root: signed.checkpoint.root)
        let wrong = try signed.adding([try witness.signature(for: larger, atSeconds: 5)])
        #expect(throws: CheckpointError.note(.invalidSignature(witness.verifier.id))) {
            try wrong.verify(logKeys: [log.verifier], witnesses: [witness.verifier])
        }
        #expect(try wrong.verify(logKeys: [log.verifier]).cosignatures.isEmpty)
        let right = try witness.signature(for: signed.checkpoint, atSeconds: 5)
        for position in right.bytes.indices {
            var bytes = right.bytes
            bytes[position] ^= 0x80
            let changed = try signed.adding([NoteSignature(key: right.key, bytes: bytes)])
            #expect(throws: CheckpointError.self) {
                try changed.verify(logKeys: [log.verifier], witnesses: [witness.verifier])
            }
        }
        let later = try signed.adding([right]).adding([try witness.signature(for: signed.checkpoint, atSeconds: 6)])
        let verified = try later.verify(logKeys: [log.verifier], witnesses: [witness.verifier])
        #expect(verified.cosignatures.map(\.timestampSeconds) == [6])
    }

    @Test func extensionLinesAreKept() throws {
        let text = Array("o\n5\n\(TreeHash.leaf([1]))\nmore\n— lines\n".utf8)
        let checkpoint = try Checkpoint(text: text)
        #expect(checkpoint.extensions == ["more", "— lines"])
        #expect(checkpoint.text == text)
        // An origin need not be a name of a key.
        #expect(try Checkpoint(text: Array("go.sum database tree\n0\n\(TreeHash.emptyTree)\n".utf8)).size == 0)
    }

    @Test func otherTextsAreRefused() throws {
        let root = TreeHash.leaf([1]).base64
        let refused: [(String, CheckpointError)] = [
            ("", .incomplete), ("o\n", .incomplete), ("o\n1\n", .incomplete), ("o\n1\n\(root)", .incomplete),
            ("o\n1\n\(root)\nx", .incomplete), ("\n1\n\(root)\n", .emptyLine(1)), ("o\n1\n\(root)\n\n", .emptyLine(4)),
            ("o\n01\n\(root)\n", .invalidSize), ("o\n-1\n\(root)\n", .invalidSize), ("o\n 1\n\(root)\n", .invalidSize),
            ("o\n4611686018427387905\n\(root)\n", .invalidSize), ("o\n1\n\(root)=\n", .invalidRoot),
            ("o\n1\n\(root.dropLast())\n", .invalidRoot), ("o\n1\n \(root)\n", .invalidRoot),
            ("o\n0\n\(root)\n", .rootOfEmptyTree(.leaf([1]))),
            ("o\n1\n\(root)\n" + String(repeating: "x\n", count: 17), .tooManyLines(limit: 19)),
        ]
        for (text, error) in refused {
            #expect(throws: error, "\(text)") { try Checkpoint(text: Array(text.utf8)) }
        }
        #expect(try Checkpoint(text: Array("o\n4611686018427387904\n\(root)\n".utf8)).size == TreeLayout.maximumSize)
    }
}
