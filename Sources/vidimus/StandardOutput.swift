import Foundation

/// The result of a command, on its way to whoever reads it.
enum StandardOutput {
    /// Why the rest of the result need not, or can't, be written.
    enum Failure: Error, CustomStringConvertible {
        /// The reader went away, as `head` does: there is nobody left to write for, and nothing to complain about.
        case readerGone
        /// The file or device refused the bytes, such as a full disk.
        case refused(code: Int32)

        var description: String {
            switch self {
            case .readerGone: "nobody reads standard output any more"
            case .refused(let code):
                "standard output can't be written: \(String(cString: strerror(code))); the result is incomplete"
            }
        }
    }

    /// A reader that goes away shall be an answer to a write and not the end of the process.
    private static let ignoresBrokenPipes: Void = { signal(SIGPIPE, SIG_IGN) }()

    /// Writes all of `bytes`; waits for a slow reader even if the descriptor was handed down as non-blocking.
    static func write(_ bytes: [UInt8]) throws(Failure) {
        _ = ignoresBrokenPipes
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN: waitUntilWritable()
            case EPIPE: throw .readerGone
            case let code: throw .refused(code: code)
            }
        }
    }

    private static func waitUntilWritable() {
        var descriptor = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        // Whatever the wait ends with, the next write tells what is the matter.
        _ = poll(&descriptor, 1, -1)
    }
}
