import Crypto

/// A public key that is trusted to sign notes or to cosign checkpoints.
///
/// Its text is a verifier key ("vkey"): `<name>+<key id>+<Base64 of type ‖ public key>`.
package struct NoteVerifier: Sendable, Hashable, CustomStringConvertible {
    /// How signatures name the key.
    package let id: KeyID
    /// What it signs.
    package let type: KeyType
    /// The 32 bytes of the public key.
    package let publicKey: [UInt8]

    /// Names a public key.
    package init(name: KeyName, type: KeyType, publicKey: Curve25519.Signing.PublicKey) {
        self.type = type
        self.publicKey = Array(publicKey.rawRepresentation)
        id = KeyID(name: name, type: type, publicKey: self.publicKey)
    }

    /// Reads a verifier key; everything that ``text`` would not have written is refused.
    package init(_ text: String) throws(KeyError) {
        let parts = try KeyText(text.utf8)
        do {
            let key = try Curve25519.Signing.PublicKey(rawRepresentation: parts.key)
            self.init(name: parts.id.name, type: parts.type, publicKey: key)
        } catch {
            throw .wrongByteCount(parts.key.count)
        }
        guard parts.id == id else { throw .wrongKeyID(expected: id) }
    }

    /// The verifier key, as auditors and witnesses configure it.
    package var text: String { KeyText.encode(id, type: type, key: publicKey) }

    /// The same as ``text``.
    package var description: String { text }

    /// Whether `signature` is that of this key over the text of a note.
    func isValid(_ signature: NoteSignature, for text: [UInt8]) -> Bool {
        let key: Curve25519.Signing.PublicKey
        do {
            key = try Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        } catch {
            preconditionFailure("the key was read before: \(error)")
        }
        switch type {
        case .note: return key.isValidSignature(signature.bytes, for: text)
        case .cosignature:
            guard let cosignature = CosignatureFields(signature.bytes) else { return false }
            return key.isValidSignature(cosignature.signature, for: cosignature.message(for: text))
        }
    }
}
