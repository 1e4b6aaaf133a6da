import Foundation

/// How many files and sockets this process may have open.
enum DescriptorLimit {
    /// Descriptors kept for files: segments, id files, cursors, exports, logs.
    private static let forFiles = 256

    /// Raises the limit to what the system allows; returns how many connections that leaves room for.
    static func raise() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return .max }
        limit.rlim_cur = limit.rlim_max
        // Refused only where the present limit already is all there is.
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return max(1, Int(clamping: limit.rlim_cur) - forFiles)
    }
}
