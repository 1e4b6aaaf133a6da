import Foundation

/// A client socket that sends exactly the bytes it is given and reads answers strictly.
///
/// Blocking, with a receive timeout, so that a test that waits for an answer which never comes fails instead of hanging.
final class RawClient {
    struct Answer: CustomStringConvertible {
        let code: Int
        let headers: [(name: String, value: String)]
        let body: [UInt8]

        func all(_ name: String) -> [String] {
            headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
        }

        subscript(_ name: String) -> String? { all(name).first }

        var text: String { String(decoding: body, as: UTF8.self) }

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
        }

        var description: String { "\(code) \(headers) \(text)" }
    }

    enum Failure: Error {
        case cannotConnect(Int32)
        case closed
        case timeout
        case notHTTP(String)
    }

    private let descriptor: Int32
    private var buffered: [UInt8] = []

    /// Connects from `source`, any address of loopback, to 127.0.0.1.
    init(port: Int, from source: String? = nil, timeoutSeconds: Int = 120) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if let source { try Self.bind(descriptor, to: source) }
        var timeout = timeval(tv_sec: timeoutSeconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure.cannotConnect(errno) }
    }

    deinit { close(descriptor) }

    private static func bind(_ descriptor: Int32, to source: String) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr(source)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure.cannotConnect(errno) }
    }

    func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            // A signal, such as that of a child's end, interrupts calls with a timeout.
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure.closed }
            rest = rest.dropFirst(count)
        }
    }

    /// Sends as much as the other side takes without a pause of `patienceMilliseconds`; returns how many bytes.
    func sendUntilStuck(_ bytes: [UInt8], patienceMilliseconds: Int32) throws -> Int {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.send(
                    descriptor,
                    $0.baseAddress?.advanced(by: sent),
                    $0.count - sent,
                    Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
                )
            }
            if count > 0 {
                sent += count
                continue
            }
            guard errno == EAGAIN || errno == EWOULDBLOCK else { throw Failure.closed }
            var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            if Foundation.poll(&poll, 1, patienceMilliseconds) == 0 { return sent }
        }
        return sent
    }

    /// Whether an answer or the end has come, waiting that long for it.
    func hasSomethingToRead(withinMilliseconds patience: Int32) -> Bool {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return Foundation.poll(&poll, 1, patience) > 0
    }

    /// Makes the end of this client a reset instead of an orderly goodbye.
    func resetAtEnd() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// Ends the sending side; answers can still be read.
    func endSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Makes the kernel take little, so that a client that doesn't read is noticed early.
    func shrinkReceiveBuffer() {
        var size: Int32 = 4_096
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    /// Reads one whole answer; `hasBody` is false for HEAD.
    func receive(hasBody: Bool = true) throws -> Answer {
        while true {
            let head = try receiveHead()
            let lines = head.components(separatedBy: "\r\n")
            let parts = lines[0].split(separator: " ", maxSplits: 2)
            guard parts.count >= 2, parts[0] == "HTTP/1.1", let code = Int(parts[1]) else {
                throw Failure.notHTTP(lines[0])
            }
            var headers: [(name: String, value: String)] = []
            for line in lines.dropFirst() where !line.isEmpty {
                guard let colon = line.firstIndex(of: ":") else { throw Failure.notHTTP(line) }
                let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
                headers.append((String(line[..<colon]), value))
            }
            if code == 100 { continue }
            let answer = Answer(code: code, headers: headers, body: [])
            let length = code == 204 || !hasBody ? 0 : Int(answer["content-length"] ?? "0") ?? 0
            while buffered.count < length { try fill() }
            let body = Array(buffered.prefix(length))
            buffered.removeFirst(length)
            return Answer(code: code, headers: headers, body: body)
        }
    }

    /// Reads the bytes up to the empty line.
    func receiveHead() throws -> String {
        let end = Array("\r\n\r\n".utf8)
        while true {
            if let index = buffered.firstRange(of: end) {
                let head = String(decoding: buffered[..<index.lowerBound], as: UTF8.self)
                buffered.removeSubrange(..<index.upperBound)
                return head
            }
            try fill()
        }
    }

    /// Whether the server closed the connection; reads what still comes until then.
    func isClosedByServer() -> Bool {
        do {
            while true { try fill() }
        } catch Failure.closed {
            return true
        } catch {
            return false
        }
    }

    /// Everything that comes until the server closes.
    func receiveAll() throws -> [UInt8] {
        guard isClosedByServer() else { throw Failure.timeout }
        defer { buffered = [] }
        return buffered
    }

    private func fill() throws {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = chunk.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
        if count == 0 { throw Failure.closed }
        if count < 0, errno == EINTR { return }
        if count < 0 { throw errno == EAGAIN || errno == EWOULDBLOCK ? Failure.timeout : Failure.closed }
        buffered += chunk[..<count]
    }
}
