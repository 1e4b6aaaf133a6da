/// An IPv4 or IPv6 address without a port.
///
/// IPv4 and IPv4-mapped IPv6 (`::ffff:192.0.2.1`) are the same value, so that a dual-stack socket and a proxy's header
/// name one client alike. Zones (`%eth0`) aren't addresses and are refused.
///
/// Source: RFC 4291 section 2.2 for reading, RFC 5952 for writing.
package struct NetworkAddress: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The longest text that can be an address, in bytes.
    package static let maximumTextBytes = 45

    /// The 128 bits in network order; IPv4 lies in `::ffff:0:0/96`.
    package let bits: UInt128

    private static let mappedPrefix: UInt128 = 0xFFFF << 32

    /// Creates the address with these 128 bits.
    package init(bits: UInt128) {
        self.bits = bits
    }

    /// Reads the textual form; nil when it is anything but exactly one address.
    ///
    /// IPv4 takes four decimal numbers without leading zeros, since others read those as octal.
    package init?(_ text: String) {
        var text = text
        let parsed: UInt128? = text.withUTF8 { bytes in
            guard !bytes.isEmpty, bytes.count <= Self.maximumTextBytes else { return nil }
            if bytes.contains(UInt8(ascii: ":")) { return Self.parseIPv6(bytes[...]) }
            return Self.parseIPv4(bytes[...]).map { Self.mappedPrefix | UInt128($0) }
        }
        guard let parsed else { return nil }
        self.bits = parsed
    }

    /// Whether this is an IPv4 address, mapped or not.
    package var isIPv4: Bool { bits >> 32 == 0xFFFF }

    /// The address itself for IPv4; for IPv6 its /64, within which one host can take any address it likes.
    package var network: NetworkAddress {
        isIPv4 ? self : NetworkAddress(bits: bits & ~UInt128(UInt64.max))
    }

    /// The textual form: dotted decimal, or lower-case hexadecimal with the longest run of zeros shortened.
    package var description: String {
        if isIPv4 {
            return (0..<4).map { String((bits >> UInt128(24 - 8 * $0)) & 0xFF) }.joined(separator: ".")
        }
        let groups = (0..<8).map { UInt16(truncatingIfNeeded: bits >> UInt128(112 - 16 * $0)) }
        let run = Self.longestZeroRun(in: groups)
        let hexadecimal = groups.map { String($0, radix: 16) }
        guard !run.isEmpty else { return hexadecimal.joined(separator: ":") }
        return hexadecimal[..<run.lowerBound].joined(separator: ":") + "::"
            + hexadecimal[run.upperBound...].joined(separator: ":")
    }

    /// Orders by the 128 bits.
    package static func < (left: NetworkAddress, right: NetworkAddress) -> Bool {
        left.bits < right.bits
    }

    /// The first of the longest runs of at least two zero groups; empty when there is none.
    private static func longestZeroRun(in groups: [UInt16]) -> Range<Int> {
        var best = 0..<0
        var start = 0
        while start < groups.count {
            var end = start
            while end < groups.count, groups[end] == 0 { end += 1 }
            if end - start > max(best.count, 1) { best = start..<end }
            start = end + 1
        }
        return best
    }

    private static func parseIPv4(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var address: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0") else { return nil }
            var number: UInt32 = 0
            for byte in part {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                number = number * 10 + UInt32(byte - UInt8(ascii: "0"))
            }
            guard number <= 255 else { return nil }
            address = address << 8 | number
        }
        return address
    }

    private static func parseIPv6(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> UInt128? {
        let colon = UInt8(ascii: ":")
        var gap: Int?
        for index in text.indices.dropLast() where text[index] == colon && text[index + 1] == colon {
            if gap != nil { return nil }
            gap = index
        }
        guard let gap else {
            guard let groups = groups(in: text, allowsIPv4: true), groups.count == 8 else { return nil }
            return join(groups)
        }
        guard let head = groups(in: text[..<gap], allowsIPv4: false),
            let tail = groups(in: text[(gap + 2)...], allowsIPv4: true),
            head.count + tail.count <= 7
        else { return nil }
        return join(head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail)
    }

    /// Reads groups of one to four hexadecimal digits, the last of which may be an IPv4 address worth two.
    private static func groups(in text: Slice<UnsafeBufferPointer<UInt8>>, allowsIPv4: Bool) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var groups: [UInt16] = []
        for (index, part) in parts.enumerated() {
            if allowsIPv4, index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
                guard let address = parseIPv4(part) else { return nil }
                groups += [UInt16(address >> 16), UInt16(truncatingIfNeeded: address)]
                continue
            }
            guard (1...4).contains(part.count) else { return nil }
            var group: UInt16 = 0
            for byte in part {
                guard let digit = hexadecimalValue(of: byte) else { return nil }
                group = group << 4 | digit
            }
            groups.append(group)
        }
        return groups
    }

    private static func hexadecimalValue(of byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    private static func join(_ groups: [UInt16]) -> UInt128 {
        groups.reduce(0) { $0 << 16 | UInt128($1) }
    }
}
