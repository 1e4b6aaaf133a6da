import Crypto

/// The private key of a witness, which signs that it saw a checkpoint at a time.
///
/// Its text is like that of a ``NoteSigner`` with the type of cosignatures: `PRIVATE+KEY+<name>+<key id>+<Base64 of
/// 0x04 ‖ seed>`, a secret. A cosignature doesn't bind the name of the witness, so no two witnesses share a key.
package struct Cosigner: Sendable, CustomStringConvertible {
    /// The public half.
    package let verifier: NoteVerifier
    private let key: SigningKey

    /// Names a private key.
    package init(name: KeyName, key: Curve25519.Signing.PrivateKey) {
        self.key = SigningKey(name: name, type: .cosignature, key: key)
        verifier = self.key.verifier
    }

    /// Reads a signing key.
    package init(_ text: String) throws(KeyError) {
        key = try SigningKey(text, type: .cosignature)
        verifier = key.verifier
    }

    /// The signing key: a secret.
    package var text: String { key.text }

    /// The public half; never the secret.
    package var description: String { verifier.text }

    /// Signs that `checkpoint` was, at this time, the greatest one seen of its log and consistent with all before.
    package func signature(for checkpoint: Checkpoint, atSeconds timestamp: UInt64) throws(NoteError) -> NoteSignature {
        precondition(timestamp <= CosignatureFields.maximumTimestampSeconds, "no clock goes so far")
        let signature = try key.sign(CosignatureFields.message(for: checkpoint.text, at: timestamp))
        return NoteSignature(
            key: verifier.id,
            bytes: CosignatureFields.encode(timestampSeconds: timestamp, signature: signature)
        )
    }
}
