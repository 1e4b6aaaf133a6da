import AuditEvents

/// The host of a URL in the one spelling that is compared, resolved, connected to and verified.
///
/// Everything that other readers of URLs might take for another host is refused: percent signs, characters outside
/// ASCII, numbers in other forms than four plain decimals. Source: WHATWG URL section 3.5, without its leniency.
package enum WebHost: Sendable, Hashable, CustomStringConvertible {
    /// A domain name in lower case, without a dot at the end.
    case name(String)
    /// An address; IPv4-mapped IPv6 is the IPv4 address.
    case address(NetworkAddress)

    private static let maximumNameBytes = 253
    private static let maximumLabelBytes = 63

    /// Reads a host as it stands in a URL, an IPv6 address in brackets; nil for what is no host.
    package init?(_ text: String) {
        if text.hasPrefix("[") {
            guard text.hasSuffix("]") else { return nil }
            let inner = String(text.dropFirst().dropLast())
            guard inner.utf8.contains(UInt8(ascii: ":")), let address = NetworkAddress(inner) else { return nil }
            self = .address(address)
            return
        }
        var bytes = Array(text.utf8)
        if bytes.last == UInt8(ascii: ".") { bytes.removeLast() }
        guard !bytes.isEmpty, bytes.count <= Self.maximumNameBytes else { return nil }
        for index in bytes.indices where (0x41...0x5A).contains(bytes[index]) { bytes[index] |= 0x20 }
        let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        for label in labels {
            guard (1...Self.maximumLabelBytes).contains(label.count), label.allSatisfy(Self.isNameByte) else {
                return nil
            }
        }
        let name = String(decoding: bytes, as: UTF8.self)
        guard let last = labels.last, Self.isNumber(last) else {
            self = .name(name)
            return
        }
        guard let address = NetworkAddress(name) else { return nil }
        self = .address(address)
    }

    /// As it stands in a URL.
    package var description: String {
        switch self {
        case .name(let name): name
        case .address(let address): address.isIPv4 ? "\(address)" : "[\(address)]"
        }
    }

    /// The name, nil for an address.
    package var name: String? {
        guard case .name(let name) = self else { return nil }
        return name
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }

    /// Whether a last label makes the host an IPv4 address to readers that follow WHATWG.
    private static func isNumber(_ label: ArraySlice<UInt8>) -> Bool {
        if label.allSatisfy({ (0x30...0x39).contains($0) }) { return true }
        return label.starts(with: "0x".utf8)
            && label.dropFirst(2).allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
