#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Makes directories that survive a crash.
enum PosixDirectory {
    /// Makes `path` with its missing parents; each new name is durable on return.
    ///
    /// Existing directories stay as they are.
    static func make(_ path: String, mode: mode_t) throws(PosixError) {
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else { throw PosixError("make directory \(path)", code: ENOTDIR) }
            return
        }
        let parent = parent(of: path)
        if parent != path { try make(parent, mode: mode) }
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw PosixError("make directory \(path)", code: errno) }
        try Descriptor(parent, O_RDONLY).sync()
    }

    /// The directory that has the last component of `path`.
    static func parent(of path: String) -> String {
        let trimmed = path.reversed().drop { $0 == "/" }
        let rest = trimmed.drop { $0 != "/" }.drop { $0 == "/" }
        if rest.isEmpty { return path.hasPrefix("/") ? "/" : "." }
        return String(rest.reversed())
    }
}
