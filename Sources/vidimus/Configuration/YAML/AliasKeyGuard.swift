/// Refuses aliases in the place of keys before the YAML library hashes what they expand to.
///
/// Nested aliases are harmless as values, because expanding them is bounded; as a key they would be hashed in full.
/// A file without an ampersand has no anchors and passes unread.
enum AliasKeyGuard {
    static func check(_ text: String) throws(YAMLFault) {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return }
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let content = line.utf8.drop { $0 == 0x20 || $0 == 0x09 }
            guard let first = content.first, first != UInt8(ascii: "#") else { continue }
            let isExplicitKey = first == UInt8(ascii: "?") && (content.count == 1 || content.dropFirst().first == 0x20)
            if isExplicitKey || hasAliasKey(content) {
                throw YAMLFault(line: index + 1, reason: "a key must be plain text, not an alias or a complex key")
            }
        }
    }

    /// Whether `*name :` stands at the begin of the line or behind a blank, a bracket or a comma.
    private static func hasAliasKey(_ line: Substring.UTF8View) -> Bool {
        var previous = UInt8(ascii: " ")
        var rest = line
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "*"), " \t[{,".utf8.contains(previous) {
                let afterName = rest.drop { isNameByte($0) }
                let afterBlanks = afterName.drop { $0 == 0x20 || $0 == 0x09 }
                let isNamed = afterName.count < rest.count
                if isNamed, afterBlanks.first == UInt8(ascii: ":"),
                    afterBlanks.count == 1 || afterBlanks.dropFirst().first == 0x20
                {
                    return true
                }
            }
            previous = byte
        }
        return false
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: byte >= 0x80
        }
    }
}
