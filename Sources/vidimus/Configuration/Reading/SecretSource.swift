/// Where the text of a secret comes from.
enum SecretSource: Hashable {
    /// It stands in the configuration file.
    case literal(String)
    /// `${NAME}`: the environment variable of this name.
    case environment(String)
    /// `file:PATH`: a file that holds nothing else; one line break at its end doesn't count.
    case file(String)
    /// `${…}` around something that can't be the name of a variable.
    case malformed

    /// Reads the text of a configuration file.
    init(_ text: String) {
        if text.hasPrefix("${"), text.hasSuffix("}") {
            let name = text.dropFirst(2).dropLast()
            self = Self.isVariableName(name) ? .environment(String(name)) : .malformed
        } else if text.hasPrefix("file:") {
            self = .file(String(text.dropFirst(5)))
        } else {
            self = .literal(text)
        }
    }

    private static func isVariableName(_ name: Substring) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
            default: false
            }
        }
    }
}
