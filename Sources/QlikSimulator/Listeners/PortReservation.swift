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
        guard let descriptor = try? BoundSocket.open(host: host, port: port, sharesPort: true) else { return nil }
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }
}
