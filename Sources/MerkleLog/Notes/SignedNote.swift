/// A text with signatures, as C2SP signed-note specifies it; nobody has verified them yet.
///
/// Reading is strict, so that ``bytes`` gives exactly what was read: whatever two readers could understand in two ways is
/// refused. Signatures of unknown keys and types are kept.
package struct SignedNote: Sendable, Hashable {
    /// Bytes of the longest note, room for sixteen post-quantum signatures and more.
    package static let maximumByteCount = 256 * 1024
    /// Signatures that are looked at.
    package static let maximumSignatures = 100

    /// What is signed, with the line feed at its end.
    package let text: [UInt8]
    /// At least one, in the order of their lines.
    package let signatures: [NoteSignature]

    /// Joins a text with signatures that were made for it.
    package init(text: [UInt8], signatures: [NoteSignature]) throws(NoteError) {
        try Self.check(text)
        guard text.last == LineReader.lineFeed else { throw .textWithoutLineFeed }
        guard !signatures.isEmpty else { throw .noSignatures }
        guard signatures.count <= Self.maximumSignatures else {
            throw .tooManySignatures(limit: Self.maximumSignatures)
        }
        self.text = text
        self.signatures = signatures
        guard bytes.count <= Self.maximumByteCount else { throw .tooLong(limit: Self.maximumByteCount) }
    }

    /// Reads a note.
    package init(parsing bytes: some Collection<UInt8>) throws(NoteError) {
        guard bytes.count <= Self.maximumByteCount else { throw .tooLong(limit: Self.maximumByteCount) }
        let bytes = Array(bytes)
        try Self.check(bytes)
        let feed = LineReader.lineFeed
        guard let end = bytes.indices.dropFirst().last(where: { bytes[$0] == feed && bytes[$0 - 1] == feed }),
            end + 1 < bytes.count
        else { throw .noSignatures }
        var lines = LineReader(bytes[(end + 1)...])
        var signatures: [NoteSignature] = []
        while let line = lines.next() {
            guard signatures.count < Self.maximumSignatures else {
                throw .tooManySignatures(limit: Self.maximumSignatures)
            }
            guard let signature = NoteSignature(line: line) else { throw .malformedSignature(line: lines.number) }
            signatures.append(signature)
        }
        guard lines.rest.isEmpty else { throw .malformedSignature(line: lines.number + 1) }
        text = Array(bytes[..<end])
        self.signatures = signatures
    }

    /// The note: text, empty line, signatures.
    package var bytes: [UInt8] {
        signatures.reduce(into: text + [LineReader.lineFeed]) { $0 += $1.line.utf8 }
    }

    /// The signatures of `keys`, each of them verified; those of other keys are passed over.
    ///
    /// Throws when one of `keys` signed wrongly or twice. Returns nothing when none of them signed.
    package func signatures(by keys: [NoteVerifier]) throws(NoteError) -> [VerifiedSignature] {
        var known: [KeyID: NoteVerifier] = [:]
        for key in keys {
            if let other = known.updateValue(key, forKey: key.id), other != key { throw .ambiguousKeys(key.id) }
        }
        var verified: [VerifiedSignature] = []
        for signature in signatures {
            guard let key = known[signature.key] else { continue }
            guard !verified.contains(where: { $0.key == key }) else { throw .repeatedSignature(key.id) }
            guard key.isValid(signature, for: text) else { throw .invalidSignature(key.id) }
            verified.append(VerifiedSignature(key: key, signature: signature))
        }
        return verified
    }

    private static func check(_ bytes: [UInt8]) throws(NoteError) {
        if let position = bytes.firstIndex(where: { $0 < 0x20 && $0 != LineReader.lineFeed }) {
            throw .controlCharacter(position: position)
        }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
    }
}
