import AuditEvents

/// Which addresses a listed name may lead to.
///
/// Private and loopback addresses are where Qlik Sense lives, so they are allowed: only listed names are resolved at
/// all. Never allowed, even if listed, is what no web server can be: link-local addresses (where clouds have their
/// metadata services), multicast, broadcast, reserved and unspecified addresses, in whatever IPv6 form they come.
package enum AddressPolicy {
    private static let forbiddenIPv4: [(first: UInt32, bits: UInt32)] = [
        (0x0000_0000, 8),  // "this network" (RFC 791); connecting to 0.0.0.0 reaches loopback
        (0xA9FE_0000, 16),  // link-local (RFC 3927)
        (0xE000_0000, 3),  // multicast (RFC 5771), reserved (RFC 1112), limited broadcast (RFC 919)
    ]

    private static let forbiddenIPv6: [(first: UInt128, bits: UInt128)] = [
        (0, 128),  // unspecified (RFC 4291)
        (0xFE80 << 112, 10),  // link-local
        (0xFF00 << 112, 8),  // multicast
        (0xFD00_0EC2 << 96 | 0x254, 128),  // a cloud's metadata service
    ]

    /// IPv6 prefixes that carry an IPv4 address, and how far to shift right to find it.
    private static let carriers: [(first: UInt128, bits: UInt128, shift: UInt128)] = [
        (0x64_FF9B << 96, 96, 0),  // NAT64 (RFC 6052)
        (0x64_FF9B_0001 << 80, 48, 0),  // local NAT64 (RFC 8215)
        (0x2002 << 112, 16, 80),  // 6to4 (RFC 3056)
        (0, 96, 0),  // IPv4-compatible (RFC 4291)
    ]

    /// Whether asking `host` can be of use: a name may lead to other addresses tomorrow, an address stays what it is.
    package static func permits(_ host: WebHost) -> Bool {
        switch host {
        case .name: true
        case .address(let address): permits(address)
        }
    }

    /// Whether a connection may be made to `address`.
    package static func permits(_ address: NetworkAddress) -> Bool {
        if address.isIPv4 { return permitsIPv4(UInt32(truncatingIfNeeded: address.bits)) }
        let isForbidden = forbiddenIPv6.contains { range in
            address.bits >> (128 - range.bits) == range.first >> (128 - range.bits)
        }
        if isForbidden { return false }
        // The loopback address has the form of an IPv4-compatible one.
        if address.bits == 1 { return true }
        return carriers.allSatisfy { carrier in
            let isCarrier = address.bits >> (128 - carrier.bits) == carrier.first >> (128 - carrier.bits)
            return !isCarrier || permitsIPv4(UInt32(truncatingIfNeeded: address.bits >> carrier.shift))
        }
    }

    private static func permitsIPv4(_ bits: UInt32) -> Bool {
        !forbiddenIPv4.contains { range in bits >> (32 - range.bits) == range.first >> (32 - range.bits) }
    }
}
