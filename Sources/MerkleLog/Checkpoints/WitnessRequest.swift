/// What a log sends to a witness: a new checkpoint, and the proof that it goes on from the one that the witness knows.
///
/// Source: C2SP tlog-witness, "add-checkpoint"; `docs/formats/proof.md`.
package struct WitnessRequest: Sendable, Hashable {
    /// Bytes of the longest request.
    package static let maximumByteCount = 8 * 1024 + SignedNote.maximumByteCount

    /// From the size that the witness knows, 0 at first, to that of the checkpoint.
    package let consistency: ConsistencyProof
    /// The new checkpoint.
    package let checkpoint: SignedCheckpoint

    /// Joins a checkpoint with the proof that leads to it.
    package init(_ consistency: ConsistencyProof, to checkpoint: SignedCheckpoint) {
        precondition(consistency.newSize == checkpoint.checkpoint.size, "a proof is for the size of its checkpoint")
        self.consistency = consistency
        self.checkpoint = checkpoint
    }

    /// Reads the body of a request; everything that ``bytes`` would not have written is refused.
    package init(parsing bytes: some Collection<UInt8>) throws(ProofTextError) {
        guard bytes.count <= Self.maximumByteCount else { throw .tooLong(limit: Self.maximumByteCount) }
        var lines = LineReader(Array(bytes)[...])
        guard let oldSize = ProofLines.number("old", in: lines.next()) else {
            throw .malformed(line: 1, expected: "\"old\" and a decimal number")
        }
        let (hashes, checkpoint) = try ProofLines.tail(of: &lines)
        self.checkpoint = checkpoint
        consistency = ConsistencyProof(oldSize: oldSize, newSize: checkpoint.checkpoint.size, hashes: hashes)
    }

    /// The body of the request.
    package var bytes: [UInt8] {
        Array("old \(consistency.oldSize)\n".utf8) + ProofLines.encodeTail(consistency.hashes, checkpoint)
    }
}
