extension TreeHash: CustomStringConvertible {
    /// Characters of a hash in Base64.
    static let base64Count = 44

    /// Base64 with padding, 44 characters: how checkpoints and proofs write a hash.
    package var base64: String { StrictBase64.text(of: bytes) }

    /// The same as ``base64``.
    package var description: String { base64 }

    /// Reads 44 characters of Base64; nil for anything that ``base64`` would not have written.
    package init?(base64: some Collection<UInt8>) {
        guard base64.count == Self.base64Count, let bytes = StrictBase64.bytes(of: base64) else { return nil }
        self.init(bytes: bytes)
    }

    /// The same for a string.
    package init?(base64: String) {
        self.init(base64: base64.utf8)
    }
}
