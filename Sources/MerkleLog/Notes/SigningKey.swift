import Crypto

/// What ``NoteSigner`` and ``Cosigner`` share.
struct SigningKey: Sendable {
    private static let prefix = "PRIVATE+KEY+"

    let verifier: NoteVerifier
    private let key: Curve25519.Signing.PrivateKey

    init(name: KeyName, type: KeyType, key: Curve25519.Signing.PrivateKey) {
        self.key = key
        verifier = NoteVerifier(name: name, type: type, publicKey: key.publicKey)
    }

    init(_ text: String, type: KeyType) throws(KeyError) {
        guard text.utf8.starts(with: Self.prefix.utf8) else { throw .malformed }
        let parts = try KeyText(text.utf8.dropFirst(Self.prefix.utf8.count))
        guard parts.type == type else { throw .wrongType(parts.type) }
        do {
            let key = try Curve25519.Signing.PrivateKey(rawRepresentation: parts.key)
            self.init(name: parts.id.name, type: type, key: key)
        } catch {
            throw .wrongByteCount(parts.key.count)
        }
        guard parts.id == verifier.id else { throw .wrongKeyID(expected: verifier.id) }
    }

    /// The signing key: a secret.
    var text: String {
        Self.prefix + KeyText.encode(verifier.id, type: verifier.type, key: key.rawRepresentation)
    }

    func sign(_ message: [UInt8]) throws(NoteError) -> [UInt8] {
        do {
            return Array(try key.signature(for: message))
        } catch {
            throw .signingFailed(reason: "\(error)")
        }
    }
}
