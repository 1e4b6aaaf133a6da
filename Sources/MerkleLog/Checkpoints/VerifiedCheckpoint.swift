/// A checkpoint whose signatures were verified; only ``SignedCheckpoint/verify(logKeys:witnesses:)`` makes one.
package struct VerifiedCheckpoint: Sendable, Hashable {
    /// What the log said.
    package let checkpoint: Checkpoint
    /// The keys of the log that signed it: at least one.
    package let logKeys: [NoteVerifier]
    /// The witnesses that signed it, with their times.
    package let cosignatures: [VerifiedSignature]

    init(checkpoint: Checkpoint, logKeys: [NoteVerifier], cosignatures: [VerifiedSignature]) {
        self.checkpoint = checkpoint
        self.logKeys = logKeys
        self.cosignatures = cosignatures
    }
}
