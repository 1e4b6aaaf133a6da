#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension PosixError {
    /// What a delivery does about it; names the cure when only an operator can help.
    ///
    /// `key` is the configuration key of the directory that a destination publishes into.
    func destinationError(key: String) -> DestinationError {
        switch code {
        case EACCES, EPERM, EROFS:
            return .misconfigured(reason: "\(self); let the user that runs vidimus write there, or change \(key)")
        case ENOTDIR, ELOOP, ENAMETOOLONG:
            return .misconfigured(reason: "\(self); change \(key) to a directory")
        case ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK:
            return .misconfigured(reason: "\(self); change \(key) to a file system with hard links")
        default:
            return .unavailable(reason: description, retryAfter: nil)
        }
    }
}
