/// One signature line of a note: who signed, and the bytes; whether they are right is another question.
package struct NoteSignature: Sendable, Hashable {
    private static let prefix = Array("— ".utf8)

    /// The key that is said to have signed.
    package let key: KeyID
    /// What follows the key id: at least one byte.
    package let bytes: [UInt8]

    /// Joins a signature with the key that made it.
    package init(key: KeyID, bytes: [UInt8]) {
        precondition(!bytes.isEmpty, "a signature has bytes")
        self.key = key
        self.bytes = bytes
    }

    /// Reads a line without its line feed; nil when it isn't exactly one.
    init?(line: ArraySlice<UInt8>) {
        guard line.starts(with: Self.prefix) else { return nil }
        let parts = line.dropFirst(Self.prefix.count).split(
            separator: UInt8(ascii: " "),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        guard parts.count == 2, let name = KeyName(bytes: parts[0]), let signed = StrictBase64.bytes(of: parts[1]),
            signed.count > KeyID.byteCount
        else { return nil }
        key = KeyID(name: name, number: signed.prefix(KeyID.byteCount).reduce(0) { $0 << 8 | UInt32($1) })
        bytes = Array(signed.dropFirst(KeyID.byteCount))
    }

    /// The line with its line feed: em dash, space, name, space, Base64 of key id and signature.
    package var line: String {
        let number = withUnsafeBytes(of: key.number.bigEndian) { Array($0) }
        return "— \(key.name) \(StrictBase64.text(of: number + bytes))\n"
    }
}
