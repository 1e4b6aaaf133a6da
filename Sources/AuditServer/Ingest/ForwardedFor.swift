import AuditEvents

/// Finds the client's address behind proxies that the operator trusts.
package struct ForwardedFor: Sendable {
    /// Most entries of `X-Forwarded-For` that are looked at, from the right.
    package static let maximumHops = 32

    private let trusted: [AddressRange]

    /// Creates the rule for the proxies in `trusted`; without any, the socket's address is the client's.
    package init(trusted: [AddressRange]) {
        self.trusted = trusted
    }

    /// The rightmost address that isn't a trusted proxy's.
    ///
    /// Everything left of it may be forged by the client and is ignored. A hop that isn't an address ends the walk
    /// at the last address known. Several headers are one list in their order (RFC 9110 section 5.3): a proxy may
    /// add its own line behind the one that a client forged.
    package func clientAddress(peer: NetworkAddress, headers: @autoclosure () -> [String]) -> NetworkAddress {
        guard !trusted.isEmpty, isTrusted(peer) else { return peer }
        var client = peer
        let hops = headers().flatMap { $0.split(separator: ",").suffix(Self.maximumHops) }
        for hop in hops.suffix(Self.maximumHops).reversed() {
            guard let address = Self.address(inHop: hop) else { return client }
            client = address
            if !isTrusted(address) { return client }
        }
        return client
    }

    private func isTrusted(_ address: NetworkAddress) -> Bool {
        trusted.contains { $0.contains(address) }
    }

    /// Reads `1.2.3.4`, `1.2.3.4:5678`, `2001:db8::1` and `[2001:db8::1]:5678`.
    private static func address(inHop hop: Substring) -> NetworkAddress? {
        var text = hop.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text = text.dropLast() }
        if text.first == "[" {
            return NetworkAddress(String(text.dropFirst().prefix { $0 != "]" }))
        }
        if let colon = text.firstIndex(of: ":"), text[text.index(after: colon)...].firstIndex(of: ":") == nil {
            text = text[..<colon]
        }
        return NetworkAddress(String(text))
    }
}
