import MerkleLog

/// Shows that a record is in the log: its entry, and the hashes from its leaf to a signed root.
package struct RecordProof: Sendable {
    /// What the leaf says of the record.
    package let entry: LogEntry
    /// The hashes from the leaf to the root.
    package let inclusion: InclusionProof
    /// The signed root.
    package let checkpoint: SignedCheckpoint

    /// Joins the parts after trying whether they prove anything.
    init(
        entry: LogEntry,
        inclusion: InclusionProof,
        checkpoint: SignedCheckpoint
    ) throws(ProofError) {
        try inclusion.verify(leaf: entry.leafHash, root: checkpoint.checkpoint.root)
        self.entry = entry
        self.inclusion = inclusion
        self.checkpoint = checkpoint
    }
}
