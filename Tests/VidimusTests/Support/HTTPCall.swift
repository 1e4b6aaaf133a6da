import Foundation

/// One HTTP request on a connection of its own, over a plain blocking socket.
enum HTTPCall {
    /// Returns status and body, or nil when no whole answer came.
    static func run(
        port: Int,
        method: String,
        path: String,
        headers: [String: String],
        body: [UInt8]
    ) -> (Int, String)? {
        guard let descriptor = connection(to: port) else { return nil }
        defer { close(descriptor) }
        var text = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        if !body.isEmpty { text += "Content-Length: \(body.count)\r\n" }
        guard send(Array((text + "\r\n").utf8) + body, to: descriptor) else { return nil }
        return read(from: descriptor)
    }

    /// A connection to close by the caller; reads on it give up after half a minute.
    static func connection(to port: Int) -> Int32? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var timeout = timeval(tv_sec: 120, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if connected == 0 { return descriptor }
        close(descriptor)
        return nil
    }

    private static func send(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            // A signal, such as that of a child's end, interrupts calls with a timeout.
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func read(from descriptor: Int32) -> (Int, String)? {
        var received: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = chunk.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { break }
            received += chunk[..<count]
        }
        let text = String(decoding: received, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n"), let code = Int(text.dropFirst(9).prefix(3)) else { return nil }
        let body = text[end.upperBound...]
        let length = text[..<end.lowerBound].firstMatch(of: #/(?i)content-length: (\d+)/#).flatMap { Int($0.output.1) }
        // A body cut short by a killed server is no answer.
        guard length == nil || body.utf8.count >= length ?? 0 else { return nil }
        return (code, String(body))
    }
}
