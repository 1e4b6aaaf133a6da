/// A signature that was found to be right; only ``SignedNote/signatures(by:)`` makes one.
package struct VerifiedSignature: Sendable, Hashable {
    /// The key that signed.
    package let key: NoteVerifier
    /// When it signed, for cosignatures: seconds since 1970-01-01 UTC by the witness's clock; nil for others.
    package let timestampSeconds: UInt64?

    init(key: NoteVerifier, signature: NoteSignature) {
        self.key = key
        timestampSeconds =
            switch key.type {
            case .note: nil
            case .cosignature: CosignatureFields(signature.bytes)?.timestampSeconds
            }
    }
}
