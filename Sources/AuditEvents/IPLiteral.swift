/// What may stand between the brackets of a URI's host (RFC 3986 §3.2.2).
enum IPLiteral {
    /// Whether `text` is an IPv6 address or an `IPvFuture`.
    static func isValid(_ text: UnsafeRawBufferPointer) -> Bool {
        guard let first = text.first else { return false }
        return first | 0x20 == UInt8(ascii: "v") ? isFuture(text) : isIPv6(text)
    }

    private static func isFuture(_ text: UnsafeRawBufferPointer) -> Bool {
        guard let dot = text.firstIndex(of: UInt8(ascii: ".")), dot > 1, dot + 1 < text.count else { return false }
        return text[1..<dot].allSatisfy { Hexadecimal.value(of: $0) != Hexadecimal.invalid }
            && text[(dot + 1)...].allSatisfy(URIText.isUserInformation)
    }

    /// Up to eight groups of 16 bits; one `::` stands for at least one group; the last two may be an IPv4 address.
    private static func isIPv6(_ text: UnsafeRawBufferPointer) -> Bool {
        let parts = text.split(separator: UInt8(ascii: ":"), maxSplits: 9, omittingEmptySubsequences: false)
        guard parts.count >= 3 else { return false }
        var groups = 0
        var gaps = 0
        for (index, part) in parts.enumerated() {
            if part.isEmpty {
                let isOuter = index == 0 || index == parts.count - 1
                if isOuter {
                    // An outer empty part is one side of a leading or trailing `::`.
                    let neighbour = index == 0 ? parts[1] : parts[parts.count - 2]
                    guard neighbour.isEmpty else { return false }
                } else {
                    gaps += 1
                }
            } else if index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
                guard isIPv4(part) else { return false }
                groups += 2
            } else {
                guard part.count <= 4, part.allSatisfy({ Hexadecimal.value(of: $0) != Hexadecimal.invalid }) else {
                    return false
                }
                groups += 1
            }
        }
        return gaps == 0 ? groups == 8 : gaps == 1 && groups <= 7
    }

    private static func isIPv4(_ text: Slice<UnsafeRawBufferPointer>) -> Bool {
        let parts = text.split(separator: UInt8(ascii: "."), maxSplits: 4, omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                (1...3).contains(part.count) && part.allSatisfy { $0 &- 0x30 < 10 }
                    && part.reduce(0, { $0 * 10 + Int($1 &- 0x30) }) <= 255
            }
    }
}
