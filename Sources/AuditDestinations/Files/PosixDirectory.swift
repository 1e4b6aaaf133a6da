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

    /// Whether `path` is a directory.
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Adds up the bytes of all regular files in `path` and below, and walks without holding all names.
    ///
    /// Symbolic links are not followed; a missing directory has none. Files that go meanwhile don't count.
    ///
    /// - Parameters:
    ///   - path: Where to begin.
    ///   - depth: How many levels of directories below `path` count as well.
    /// - Returns: The sum of the sizes.
    /// - Throws: ``PosixError`` when a directory can't be listed.
    static func byteCount(of path: String, depth: Int) throws(PosixError) -> Int {
        guard let stream = opendir(path) else {
            if errno == ENOENT { return 0 }
            throw PosixError("list \(path)", code: errno)
        }
        defer { closedir(stream) }
        var total = 0
        errno = 0
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            var status = stat()
            if name != ".", name != "..", lstat("\(path)/\(name)", &status) == 0 {
                if status.st_mode & S_IFMT == S_IFREG { total += Int(status.st_size) }
                if status.st_mode & S_IFMT == S_IFDIR, depth > 0 {
                    total += try byteCount(of: "\(path)/\(name)", depth: depth - 1)
                }
            }
            errno = 0
        }
        guard errno == 0 else { throw PosixError("list \(path)", code: errno) }
        return total
    }

    /// `path` as it is from the root; a relative one begins at the working directory.
    static func absolute(_ path: String) throws(PosixError) -> String {
        guard !path.hasPrefix("/") else { return path }
        guard let here = getcwd(nil, 0) else { throw PosixError("find the working directory", code: errno) }
        defer { free(here) }
        var rest = Substring(path)
        while rest.hasPrefix("./") { rest = rest.dropFirst(2).drop { $0 == "/" } }
        return "\(String(cString: here))/\(rest)"
    }

    /// The directory that has the last component of `path`.
    static func parent(of path: String) -> String {
        let trimmed = path.reversed().drop { $0 == "/" }
        let rest = trimmed.drop { $0 != "/" }.drop { $0 == "/" }
        if rest.isEmpty { return path.hasPrefix("/") ? "/" : "." }
        return String(rest.reversed())
    }
}
