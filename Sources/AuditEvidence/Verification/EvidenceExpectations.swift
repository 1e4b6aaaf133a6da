import MerkleLog

/// What the caller of a verification knows from elsewhere, without which anybody could have made the package.
package struct EvidenceExpectations: Sendable {
    /// A key of the log.
    package var key: NoteVerifier?
    /// Id of the log: 16 hexadecimal digits.
    package var logID: String?
    /// A checkpoint that somebody kept.
    package var checkpoint: SignedCheckpoint?
    /// Keys of witnesses that must have confirmed the package's checkpoint.
    package var witnesses: [NoteVerifier] = []

    /// Expects nothing.
    package init() {}

    /// Whether the log is known from elsewhere.
    package var namesLog: Bool { key != nil || logID != nil }
}
