import Crypto

/// A private key that signs notes.
///
/// Its text is that of Go's `sumdb/note`: `PRIVATE+KEY+<name>+<key id>+<Base64 of 0x01 ‖ seed>`, a secret.
package struct NoteSigner: Sendable, CustomStringConvertible {
    /// The public half.
    package let verifier: NoteVerifier
    private let key: SigningKey

    /// Names a private key.
    package init(name: KeyName, key: Curve25519.Signing.PrivateKey) {
        self.key = SigningKey(name: name, type: .note, key: key)
        verifier = self.key.verifier
    }

    /// Reads a signing key.
    package init(_ text: String) throws(KeyError) {
        key = try SigningKey(text, type: .note)
        verifier = key.verifier
    }

    /// The signing key: a secret.
    package var text: String { key.text }

    /// The public half; never the secret.
    package var description: String { verifier.text }

    /// Signs the text of a note.
    package func signature(for text: [UInt8]) throws(NoteError) -> NoteSignature {
        NoteSignature(key: verifier.id, bytes: try key.sign(text))
    }
}
