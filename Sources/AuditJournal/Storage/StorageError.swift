#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A call to the disk that failed.
package struct StorageError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was tried.
    package enum Operation: String, Sendable, Hashable {
        case list, create, open, read, write, truncate, synchronize, synchronizeDirectory, rename, link, remove, size
        case makeDirectory, lock
    }

    /// What was tried.
    package let operation: Operation
    /// The file or folder.
    package let path: String
    /// The system's error number.
    package let code: Int32

    /// Records a failed call.
    package init(_ operation: Operation, _ path: String, code: Int32) {
        self.operation = operation
        self.path = path
        self.code = code
    }

    /// No space, or none left in the quota: worth trying again later.
    package var isOutOfSpace: Bool { code == ENOSPC || code == EDQUOT }

    /// There is no such file.
    package var isNotFound: Bool { code == ENOENT }

    /// There already is such a file.
    package var isAlreadyThere: Bool { code == EEXIST }

    /// The system does not let this user do it.
    package var isForbidden: Bool { code == EACCES || code == EPERM }

    /// The system's words.
    package var reason: String { String(cString: strerror(code)) }

    /// One line: operation, path, the system's words.
    package var description: String { "\(operation.rawValue) \(path): \(reason) (\(code))" }
}
