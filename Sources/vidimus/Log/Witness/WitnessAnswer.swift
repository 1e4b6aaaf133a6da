import AuditJournal
import MerkleLog

/// What one witness answered in one round: a signature, or what kept it from signing.
struct WitnessAnswer: Sendable {
    /// The witness.
    let name: KeyName
    /// Its verified cosignature.
    let signature: NoteSignature?
    /// Words for the log; nil when it signed.
    let trouble: String?

    /// Asks a witness to cosign a checkpoint.
    init(asking client: WitnessClient, for snapshot: LogSnapshot) async {
        name = client.witness.key.id.name
        do {
            signature = try await client.cosign(snapshot)
            trouble = nil
        } catch {
            signature = nil
            trouble = "\(error)"
        }
    }
}
