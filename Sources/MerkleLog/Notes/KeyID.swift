import Crypto

/// What a line of a signed note says about its key: a name and 32 bits of a hash.
///
/// Source: C2SP signed-note, "Signatures".
package struct KeyID: Sendable, Hashable, CustomStringConvertible {
    /// Bytes of ``number`` in a signature.
    static let byteCount = 4

    /// Name of the key.
    package let name: KeyName
    /// First four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key), most significant first.
    package let number: UInt32

    /// Repeats what a line says.
    package init(name: KeyName, number: UInt32) {
        self.name = name
        self.number = number
    }

    /// Computes the number of a public key.
    init(name: KeyName, type: KeyType, publicKey: some Sequence<UInt8>) {
        let named = name.bytes + [LineReader.lineFeed, type.rawValue] + publicKey
        self.name = name
        number = SHA256.hash(data: named).prefix(Self.byteCount).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Eight lower-case hexadecimal digits: ``number``.
    package var hexadecimal: String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 2 * Self.byteCount - digits.count) + digits
    }

    /// Name and number as the beginning of a verifier key.
    package var description: String { "\(name)+\(hexadecimal)" }
}
