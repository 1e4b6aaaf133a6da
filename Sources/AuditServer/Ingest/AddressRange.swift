import AuditEvents

/// A block of addresses in CIDR notation, or a single address.
///
/// A range of IPv6 never contains IPv4 clients, not even `::/0`; write `0.0.0.0/0` beside it.
///
/// Source: RFC 4632 (IPv4), RFC 4291 section 2.3 (IPv6).
package struct AddressRange: Sendable, Hashable, CustomStringConvertible {
    /// The lowest address of the range.
    package let first: NetworkAddress

    /// How many leading bits are fixed, counted in 128 also for IPv4.
    private let fixedBits: Int

    /// Reads `192.0.2.0/24`, `2001:db8::/32` or a single address; nil when ``problem(in:)`` has something to say.
    package init?(_ text: String) {
        guard case .success(let range) = Self.parse(text) else { return nil }
        self = range
    }

    private init(first: NetworkAddress, fixedBits: Int) {
        self.first = first
        self.fixedBits = fixedBits
    }

    /// Why `text` isn't a range, in words for the person who wrote it; nil when it is one.
    package static func problem(in text: String) -> String? {
        guard case .failure(let mistake) = parse(text) else { return nil }
        return mistake.reason
    }

    /// Whether `address` lies in the range.
    package func contains(_ address: NetworkAddress) -> Bool {
        address.isIPv4 == first.isIPv4 && address.bits & Self.mask(fixedBits) == first.bits
    }

    /// CIDR notation; a single address comes without its prefix length.
    package var description: String {
        fixedBits == 128 ? "\(first)" : "\(first)/\(first.isIPv4 ? fixedBits - 96 : fixedBits)"
    }

    private struct Mistake: Error {
        let reason: String
    }

    private static func parse(_ text: String) -> Result<AddressRange, Mistake> {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let head = parts.first, let address = NetworkAddress(String(head)) else {
            return .failure(Mistake(reason: "is not an IPv4 or IPv6 address or CIDR range such as 10.0.0.0/8"))
        }
        guard parts.count == 2 else { return .success(AddressRange(first: address, fixedBits: 128)) }
        let isWrittenAsIPv4 = !head.utf8.contains(UInt8(ascii: ":"))
        let width = isWrittenAsIPv4 ? 32 : 128
        guard let length = prefixLength(parts[1]), length <= width else {
            return .failure(Mistake(reason: "has a prefix length outside 0 to \(width)"))
        }
        let fixedBits = isWrittenAsIPv4 ? length + 96 : length
        let first = NetworkAddress(bits: address.bits & mask(fixedBits))
        guard first.isIPv4 == address.isIPv4 else {
            return .failure(Mistake(reason: "mixes IPv4-mapped and other IPv6 addresses; write the IPv4 range"))
        }
        let range = AddressRange(first: first, fixedBits: fixedBits)
        guard first == address else {
            return .failure(Mistake(reason: "has bits set behind its prefix; write \(range)"))
        }
        return .success(range)
    }

    private static func prefixLength(_ text: Substring) -> Int? {
        guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }

    private static func mask(_ fixedBits: Int) -> UInt128 {
        fixedBits == 0 ? 0 : UInt128.max << UInt128(128 - fixedBits)
    }
}
