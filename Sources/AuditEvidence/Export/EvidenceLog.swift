import AuditJournal
import MerkleLog

/// What an export needs of the log: a checkpoint, proofs that lead to it, and the keys.
package struct EvidenceLog {
    /// The tree head that all proofs lead to.
    package let checkpoint: SignedCheckpoint
    /// Contents of the files `keys/0`, `keys/1` and so on.
    let keyFiles: [[UInt8]]
    /// Signs the manifest.
    let signer: NoteSigner
    /// Makes the proof for a leaf that the checkpoint covers.
    let proof: (UInt64) throws(EvidenceExportError) -> InclusionProof

    /// Joins what belongs to one log.
    ///
    /// Throws where the checkpoint is not signed by the key that signs now.
    package init(
        checkpoint: SignedCheckpoint,
        keyFiles: [[UInt8]],
        signer: NoteSigner,
        proof: @escaping (UInt64) throws(EvidenceExportError) -> InclusionProof
    ) throws(EvidenceExportError) {
        guard checkpoint.checkpoint.hasOrigin(signer.verifier.id.name), checkpoint.note.isSigned(by: signer.verifier)
        else {
            throw .checkpoint(
                reason: "it is not signed by the key that signs now; after a rotation, start the server once"
            )
        }
        self.checkpoint = checkpoint
        self.keyFiles = keyFiles
        self.signer = signer
        self.proof = proof
    }
}
