import MerkleLog

/// What a verification of a package found.
package struct EvidenceVerdict: Sendable {
    /// Everything that is wrong; the package is good when this is empty.
    package internal(set) var findings: [EvidenceFinding] = []
    /// Events that were proven, erased ones too.
    package internal(set) var events: UInt64 = 0
    /// Records of the server itself that were proven.
    package internal(set) var ownRecords: UInt64 = 0
    /// What the log signed; nil when nothing could be read that far.
    package internal(set) var checkpoint: Checkpoint?
    /// The key that signs for the log now.
    package internal(set) var key: NoteVerifier?
    /// Id of the log.
    package internal(set) var logID: String?
    /// Witnesses that were asked for and confirmed the checkpoint, with their time in seconds since 1970.
    package internal(set) var confirmations: [(witness: String, seconds: UInt64)] = []

    /// Whether nothing is wrong.
    package var isGood: Bool { findings.isEmpty }

    mutating func found(_ code: EvidenceFindingCode, _ detail: String) {
        findings.append(EvidenceFinding(code: code, detail: detail))
    }
}
