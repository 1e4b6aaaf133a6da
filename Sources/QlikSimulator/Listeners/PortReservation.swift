#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Keeps a TCP port of an IPv4 address from being given to anybody else while nobody listens on it.
///
/// The socket is bound but doesn't listen, so clients are refused; with `SO_REUSEPORT` on both, a listener can be bound
/// besides it, before and after. Without it the system might lend the port to an outgoing connection during an outage.
final class PortReservation: Sendable {
    private let descriptor: Int32

    /// Nil when the port can't be reserved; then it is only less likely to be free later.
    init?(host: String, port: Int) {
        guard let address = AddressBytes(host), address.bytes.count == 4 else { return nil }
        #if canImport(Glibc)
        let kind = Int32(SOCK_STREAM.rawValue)
        #else
        let kind = SOCK_STREAM
        #endif
        let descriptor = socket(AF_INET, kind, 0)
        guard descriptor >= 0 else { return nil }
        var isReusable: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = UInt16(port).bigEndian
        withUnsafeMutableBytes(of: &name.sin_addr) { $0.copyBytes(from: address.bytes) }
        let isBound = withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isReusable, size) == 0
                    && setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &isReusable, size) == 0
                    && fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0
                    && bind(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isBound else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }
}
