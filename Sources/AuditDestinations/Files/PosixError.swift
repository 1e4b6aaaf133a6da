#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A system call that failed.
package struct PosixError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was tried, with the path.
    package let operation: String
    /// The system's error number.
    package let code: Int32

    /// Records a failed call; `code` is `errno` right after it.
    package init(_ operation: String, code: Int32) {
        self.operation = operation
        self.code = code
    }

    /// One line: what was tried, the system's words.
    package var description: String { "\(operation): \(String(cString: strerror(code)))" }
}
