import Foundation

/// Messages for the person at the terminal that are not the command's result.
enum StandardError {
    /// Writes one line.
    static func print(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    /// Overwrites the present line, if a person watches; otherwise writes nothing.
    static func progress(_ text: String) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
    }

    /// Clears the line that ``progress(_:)`` wrote.
    static func endProgress() {
        progress("")
    }
}
