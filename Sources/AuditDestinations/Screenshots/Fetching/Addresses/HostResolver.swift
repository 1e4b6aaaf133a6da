import AuditEvents

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Finds the addresses of a name; tests give a table.
package struct HostResolver: Sendable {
    /// The most addresses of one name that are looked at.
    package static let maximumAddresses = 16

    /// Returns the addresses, best first; empty when the name is unknown.
    ///
    /// It has no time limit of its own, but ends soon when the calling task is cancelled.
    package let addresses: @Sendable (String) async throws -> [NetworkAddress]

    /// Uses `addresses` for every name.
    package init(addresses: @escaping @Sendable (String) async throws -> [NetworkAddress]) {
        self.addresses = addresses
    }

    /// The resolver of the operating system.
    package static let system = HostResolver { name in try await lookups.addresses(of: name) }

    /// As long-lived as the process: a thread that waits for a dead DNS server must not hold up a stop.
    private static let lookups = NameLookups(threads: 4) { lookUp($0) }

    private static func lookUp(_ name: String) -> [NetworkAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
        hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var found: [NetworkAddress] = []
        var current = list
        while let entry = current, found.count < maximumAddresses {
            if let address = address(entry.pointee), !found.contains(address) { found.append(address) }
            current = entry.pointee.ai_next
        }
        return found
    }

    private static func address(_ entry: addrinfo) -> NetworkAddress? {
        guard let socket = UnsafeRawPointer(entry.ai_addr) else { return nil }
        switch entry.ai_family {
        case AF_INET:
            let bits = UInt32(bigEndian: socket.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr)
            return NetworkAddress(bits: 0xFFFF << 32 | UInt128(bits))
        case AF_INET6:
            let address = socket.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            return withUnsafeBytes(of: address) { NetworkAddress(bits: $0.reduce(0) { $0 << 8 | UInt128($1) }) }
        default: return nil
        }
    }
}
