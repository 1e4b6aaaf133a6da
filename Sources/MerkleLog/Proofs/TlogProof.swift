/// A file that proves offline that an entry is in a log: index, hashes, and the checkpoint to which they lead.
///
/// Source: C2SP tlog-proof; `docs/formats/proof.md`.
package struct TlogProof: Sendable, Hashable {
    /// Bytes of the longest file.
    package static let maximumByteCount = maximumExtraByteCount * 2 + SignedNote.maximumByteCount
    /// Bytes of ``extra``.
    package static let maximumExtraByteCount = 64 * 1024

    private static let header = "c2sp.org/tlog-proof@v1"

    /// Data that somebody put beside the proof, which proves nothing about it; nil when there is none.
    package let extra: [UInt8]?
    /// Position of the leaf and the hashes, for the size that the checkpoint says.
    package let inclusion: InclusionProof
    /// The checkpoint as it was published.
    package let checkpoint: SignedCheckpoint

    /// Joins a proof with the checkpoint of the tree that it was made for.
    package init(_ inclusion: InclusionProof, in checkpoint: SignedCheckpoint, extra: [UInt8]? = nil) {
        precondition(inclusion.size == checkpoint.checkpoint.size, "a proof is for the size of its checkpoint")
        precondition(inclusion.hashes.count <= ProofLines.maximumHashes, "no tree is so high")
        precondition((extra?.count ?? 0) <= Self.maximumExtraByteCount, "extra data is bounded")
        self.extra = extra
        self.inclusion = inclusion
        self.checkpoint = checkpoint
    }

    /// Reads a file; everything that ``bytes`` would not have written is refused.
    package init(parsing bytes: some Collection<UInt8>) throws(ProofTextError) {
        guard bytes.count <= Self.maximumByteCount else { throw .tooLong(limit: Self.maximumByteCount) }
        var lines = LineReader(Array(bytes)[...])
        guard let header = lines.next(), header.elementsEqual(Self.header.utf8) else {
            throw .wrongHeader(expected: Self.header)
        }
        var line = lines.next()
        if let text = ProofLines.field("extra", in: line) {
            guard let data = StrictBase64.bytes(of: text), data.count <= Self.maximumExtraByteCount else {
                throw .malformed(line: lines.number, expected: "\"extra\" and Base64")
            }
            extra = data
            line = lines.next()
        } else {
            extra = nil
        }
        guard let index = ProofLines.number("index", in: line) else {
            throw .malformed(line: max(lines.number, 2), expected: "\"index\" and a decimal number")
        }
        let (hashes, checkpoint) = try ProofLines.tail(of: &lines)
        self.checkpoint = checkpoint
        inclusion = InclusionProof(index: index, size: checkpoint.checkpoint.size, hashes: hashes)
    }

    /// The content of the file.
    package var bytes: [UInt8] {
        let extra = extra.map { "extra \(StrictBase64.text(of: $0))\n" } ?? ""
        return Array("\(Self.header)\n\(extra)index \(inclusion.index)\n".utf8)
            + ProofLines.encodeTail(inclusion.hashes, checkpoint)
    }

    /// Returns the checkpoint when it can be believed and its tree has `leaf` at the index.
    ///
    /// See ``SignedCheckpoint/verify(logKeys:witnesses:)`` for the keys.
    package func verify(
        leaf: TreeHash,
        logKeys: [NoteVerifier],
        witnesses: [NoteVerifier] = []
    ) throws(ProofTextError) -> VerifiedCheckpoint {
        let verified: VerifiedCheckpoint
        do throws(CheckpointError) {
            verified = try checkpoint.verify(logKeys: logKeys, witnesses: witnesses)
        } catch {
            throw .checkpoint(error)
        }
        do throws(ProofError) {
            try inclusion.verify(leaf: leaf, root: verified.checkpoint.root)
        } catch {
            throw .proof(error)
        }
        return verified
    }
}
