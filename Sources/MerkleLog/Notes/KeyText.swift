/// The form that verifier keys and signing keys share: `<name>+<8 hexadecimal digits>+<Base64 of type ‖ key>`.
struct KeyText {
    static let maximumByteCount = 512
    static let keyByteCount = 32

    let id: KeyID
    let type: KeyType
    /// 32 bytes: a public key or a seed.
    let key: [UInt8]

    /// Takes a text apart; whether the id fits the key remains to be checked.
    init(_ text: some Collection<UInt8>) throws(KeyError) {
        guard text.count <= Self.maximumByteCount else { throw .malformed }
        // Base64 may itself contain "+": everything after the second belongs to it.
        let parts = text.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let number = Self.number(parts[1]), let material = StrictBase64.bytes(of: parts[2]),
            let first = material.first
        else { throw .malformed }
        guard let name = KeyName(bytes: parts[0]) else { throw .invalidName }
        guard let type = KeyType(rawValue: first) else { throw .unknownType(first) }
        guard material.count == 1 + Self.keyByteCount else { throw .wrongByteCount(material.count - 1) }
        id = KeyID(name: name, number: number)
        self.type = type
        key = Array(material.dropFirst())
    }

    static func encode(_ id: KeyID, type: KeyType, key: some Sequence<UInt8>) -> String {
        "\(id)+\(StrictBase64.text(of: [type.rawValue] + key))"
    }

    /// Exactly eight lower-case digits.
    private static func number(_ digits: some Collection<UInt8>) -> UInt32? {
        guard digits.count == 2 * KeyID.byteCount else { return nil }
        var number: UInt32 = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number << 4 | UInt32(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): number = number << 4 | UInt32(digit - UInt8(ascii: "a") + 10)
            default: return nil
            }
        }
        return number
    }
}
