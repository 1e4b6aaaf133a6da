#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A directory that didn't take a picture; others may have.
package struct StorageFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The directory, an absolute path.
    package let directory: String
    /// What went wrong, and the cure where there is one.
    package let reason: String

    /// One line for an operator.
    package var description: String { "\(directory): \(reason)" }

    /// Reports a directory.
    init(_ directory: String, _ reason: String) {
        self.directory = directory
        self.reason = reason
    }

    /// Reports what the system said of a directory, with the cure where there is one.
    init(_ directory: String, _ error: PosixError) {
        let cure: String? =
            switch error.code {
            case EACCES, EPERM, EROFS: "let the user that runs vidimus write there, or choose another directory"
            case ENOTDIR, ELOOP, ENAMETOOLONG: "choose a path that is or can become a directory"
            case ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK: "choose a directory on a file system with hard links"
            case ENOSPC, EDQUOT: "make room on the disk"
            default: nil
            }
        self.init(directory, cure.map { "\(error); \($0)" } ?? error.description)
    }

    /// Does one of several things that don't depend on each other, and notes its failure.
    static func note(_ failures: inout [StorageFailure], _ body: () throws(StorageFailure) -> Void) {
        do {
            try body()
        } catch {
            failures.append(error)
        }
    }
}
