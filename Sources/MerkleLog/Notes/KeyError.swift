/// Why a text is no key; whoever configured it has to put it right.
package enum KeyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// It has not the form of a key.
    case malformed
    /// The name is empty, too long, or has a space, a plus sign or a control character.
    case invalidName
    /// The key is for signatures that are unknown here.
    case unknownType(UInt8)
    /// The key is for the other kind of signature.
    case wrongType(KeyType)
    /// An Ed25519 key has 32 bytes.
    case wrongByteCount(Int)
    /// The key id is not that of this name and key: something was cut off or mixed up.
    case wrongKeyID(expected: KeyID)

    /// One line for people, without the key.
    package var description: String {
        switch self {
        case .malformed: "it is not of the form <name>+<8 hexadecimal digits>+<Base64>"
        case .invalidName:
            "its name is not 1 to \(KeyName.maximumByteCount) bytes without spaces, plus signs and control characters"
        case .unknownType(let type): "its signature type \(type) is unknown"
        case .wrongType(.note): "it is a key for notes, not for cosignatures"
        case .wrongType(.cosignature): "it is a key for cosignatures, not for notes"
        case .wrongByteCount(let count): "an Ed25519 key has 32 bytes, not \(count)"
        case .wrongKeyID(let expected): "its key id does not fit; that of this name and key is \(expected.hexadecimal)"
        }
    }
}
