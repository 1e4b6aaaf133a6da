import Foundation

/// Writes to a file descriptor, whole and without the ways in which `FileHandle` ends the process.
enum DescriptorOutput {
    /// A reader that goes away shall be an answer to a write and not the end of the process.
    private static let ignoresBrokenPipes: Void = { signal(SIGPIPE, SIG_IGN) }()

    /// Writes all of `bytes`; waits for a slow reader even if the descriptor was handed down as non-blocking.
    ///
    /// - Returns: Nil once everything is written, else the code of the error that ended it.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
        _ = ignoresBrokenPipes
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN: waitUntilWritable(descriptor)
            case let code: return code
            }
        }
        return nil
    }

    private static func waitUntilWritable(_ descriptor: Int32) {
        var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        // Whatever the wait ends with, the next write tells what is the matter.
        _ = poll(&wanted, 1, -1)
    }
}
