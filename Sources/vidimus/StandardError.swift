import Foundation
import Synchronization

/// Messages for the person at the terminal that are not the command's result, and the log.
enum StandardError {
    /// Held for the length of a write, so that lines of several threads never mix.
    private static let turn = Mutex(())

    /// Writes one line.
    static func print(_ line: String) {
        write(Array((line + "\n").utf8))
    }

    /// Overwrites the present line, if a person watches; otherwise writes nothing.
    static func progress(_ text: String) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        write(Array("\r\u{1B}[K\(text)".utf8))
    }

    /// Clears the line that ``progress(_:)`` wrote.
    static func endProgress() {
        progress("")
    }

    /// Writes all of `bytes`; what can't be written is lost, as there is nowhere left to say so.
    static func write(_ bytes: [UInt8]) {
        turn.withLock { _ in
            _ = DescriptorOutput.write(bytes, to: STDERR_FILENO)
        }
    }
}
