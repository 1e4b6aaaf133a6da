import AuditJournal
import AuditTesting
import Crypto
import Foundation
import MerkleLog
import Testing

/// A journal with known records, and what its log must be at every size.
final class LogBench: Sendable {
    static let identity = LogIdentity(origin: "vidimus.example/log", signingKey: signingKey)
    private static let signingKey: Curve25519.Signing.PrivateKey = {
        do {
            return try Curve25519.Signing.PrivateKey(rawRepresentation: Data(repeating: 7, count: 32))
        } catch {
            preconditionFailure("32 bytes are a seed: \(error)")
        }
    }()

    let session: JournalSession
    var journal: Journal { session.journal }

    init(_ storage: FaultyStorage = FaultyStorage(), segmentBytes: Int = 1 << 20) throws {
        session = try JournalSession(storage, settings: Samples.smallSettings(segmentBytes: segmentBytes))
    }

    /// Appends records with these numbers, which also are their offsets.
    func append(_ numbers: Range<UInt64>, version: Int = 0) async {
        let outcomes = await session.submit(numbers.map { Samples.submission($0, version: version) })
        #expect(outcomes.allSatisfy { if case .stored = $0 { true } else { false } })
    }

    /// Roots of all sizes, from the records alone.
    func roots() async throws -> [TreeHash] {
        var grower = TreeGrower()
        var roots = [grower.root]
        for record in try await session.allRecords() {
            grower.append(LogEntry(record).leafHash)
            grower.markPublished()
            roots.append(grower.root)
        }
        return roots
    }

    func writer(_ storage: FaultyStorage) throws(LogOpenError) -> LogWriter {
        try LogWriter(storage, identity: Self.identity, source: journal)
    }

    /// What the log folder must look like, whatever happened before: checkpoints of this journal only, the last one
    /// over all of it, and tiles that prove every record.
    func check(_ storage: FaultyStorage, _ context: String = "") async throws {
        let roots = try await roots()
        let kept = try Self.history(storage)
        let sizes = kept.map(\.checkpoint.size)
        #expect(sizes == Array(Set(sizes)).sorted(), "sizes only grow: \(context)")
        for checkpoint in kept {
            _ = try checkpoint.verify(logKeys: Self.identity.keys.verifiers)
            #expect(checkpoint.checkpoint.root == roots[Int(checkpoint.checkpoint.size)], "\(context)")
        }
        let snapshot = try #require(try LogSnapshot(storage), "\(context)")
        #expect(snapshot.checkpoint == kept.last, "\(context)")
        #expect(snapshot.size == journal.end.rawValue, "\(context)")
        var proofs = snapshot.proofs
        for record in try await session.allRecords() {
            let proof = try proofs.inclusion(of: record.offset.rawValue)
            try proof.verify(leaf: LogEntry(record).leafHash, root: snapshot.root)
        }
        #expect(try storage.list().allSatisfy { !$0.hasPrefix(".") }, "a temporary file is left: \(context)")
    }

    /// All checkpoints that a folder keeps.
    static func history(_ storage: FaultyStorage) throws -> [SignedCheckpoint] {
        let bytes = storage.contents(of: "checkpoints") ?? []
        var start = 0
        return try CheckpointText.ends(in: bytes).map { end in
            defer { start = end }
            return try SignedCheckpoint(parsing: bytes[start..<end - 1])
        }
    }
}
