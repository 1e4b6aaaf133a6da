import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Makes TCP sockets that are bound to a port of an IPv4 address and are closed in child processes.
///
/// A listening socket that lives on in a child, which a test has started for another purpose, would keep its port taken.
enum BoundSocket {
    /// Binds a socket; nil when the address isn't IPv4.
    ///
    /// - Parameters:
    ///   - host: The address.
    ///   - port: The port; 0 for any.
    ///   - sharesPort: Whether another socket that shares may listen on it.
    /// - Returns: The descriptor, which the caller closes.
    /// - Throws: `IOError`, such as that the port is in use.
    static func open(host: String, port: Int, sharesPort: Bool) throws -> Int32? {
        guard let address = AddressBytes(host), address.bytes.count == 4 else { return nil }
        #if canImport(Glibc)
        let kind = Int32(SOCK_STREAM.rawValue)
        #else
        let kind = SOCK_STREAM
        #endif
        let descriptor = socket(AF_INET, kind, 0)
        guard descriptor >= 0 else { throw IOError(errnoCode: errno, reason: "socket") }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = UInt16(port).bigEndian
        withUnsafeMutableBytes(of: &name.sin_addr) { $0.copyBytes(from: address.bytes) }
        let isBound =
            fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 && set(SO_REUSEADDR, descriptor)
            && (!sharesPort || set(SO_REUSEPORT, descriptor))
            && withUnsafePointer(to: &name) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                    bind(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
        guard isBound else {
            let code = errno
            close(descriptor)
            throw IOError(errnoCode: code, reason: "bind")
        }
        return descriptor
    }

    /// Lets another socket that shares be bound to the same port from now on.
    static func share(_ descriptor: Int32) -> Bool { set(SO_REUSEPORT, descriptor) }

    private static func set(_ option: Int32, _ descriptor: Int32) -> Bool {
        var isOn: Int32 = 1
        return setsockopt(descriptor, SOL_SOCKET, option, &isOn, socklen_t(MemoryLayout<Int32>.size)) == 0
    }
}
