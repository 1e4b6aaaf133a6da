import AuditJournal

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A real directory, which has to be on a file system with hard links.
package struct PosixPublishingDirectory: PublishingDirectory {
    package let path: String

    /// Permissions of new files, before the process mask.
    private let fileMode: mode_t
    private let directoryMode: mode_t

    /// Names a directory, which need not exist yet.
    ///
    /// - Parameters:
    ///   - path: Where it is.
    ///   - isPrivate: Whether only the user that runs vidimus may read; else other programs may.
    package init(path: String, isPrivate: Bool = false) {
        self.path = path
        fileMode = isPrivate ? 0o600 : 0o644
        directoryMode = isPrivate ? 0o700 : 0o755
    }

    package func prepare() throws(PosixError) {
        try make()
        guard access(path, R_OK | W_OK | X_OK) == 0 else { throw PosixError("write to \(path)", code: errno) }
        for name in try leftovers() { try removeTemporary(name) }
    }

    package func make() throws(PosixError) {
        try PosixDirectory.make(path, mode: directoryMode)
    }

    package func writeTemporary(_ name: TemporaryName, _ bytes: [UInt8]) throws(PosixError) {
        try removeTemporary(name)
        let file = try Descriptor(full(name.text), O_WRONLY | O_CREAT | O_EXCL, mode: fileMode)
        do {
            try file.write(bytes)
            try file.sync()
        } catch {
            // Best effort: a left-over takes space until the next start, but no reader looks at it.
            try? removeTemporary(name)
            throw error
        }
    }

    package func publish(_ temporary: TemporaryName, as name: String) throws(PosixError) -> Bool {
        // Unlike rename, link never replaces.
        guard link(full(temporary.text), full(name)) != 0 else { return true }
        let code = errno
        if code == EEXIST { return false }
        throw PosixError("publish \(full(name))", code: code)
    }

    package func removeTemporary(_ name: TemporaryName) throws(PosixError) {
        guard unlink(full(name.text)) == 0 || errno == ENOENT else {
            throw PosixError("remove \(full(name.text))", code: errno)
        }
    }

    package func read(_ name: String, maximumBytes: Int) throws(PosixError) -> [UInt8]? {
        do {
            // A pipe of that name must not make anybody wait.
            let file = try Descriptor(full(name), O_RDONLY | O_NONBLOCK)
            return try file.read(min(try file.size(), maximumBytes), at: 0)
        } catch {
            if error.code == ENOENT { return nil }
            throw error
        }
    }

    package func sync() throws(PosixError) {
        try Descriptor(path, O_RDONLY | O_DIRECTORY).sync()
    }

    /// Walks the directory once without holding all names: there may be a million.
    private func leftovers() throws(PosixError) -> [TemporaryName] {
        var found: [TemporaryName] = []
        try visitNames { name in
            if let temporary = TemporaryName(name) { found.append(temporary) }
        }
        return found
    }

    /// Hands every name in the directory to `body`.
    func visitNames(_ body: (String) -> Void) throws(PosixError) {
        do {
            try DirectoryListing.visit(path, body)
        } catch {
            throw PosixError("list \(path)", code: error.code)
        }
    }

    private func full(_ name: String) -> String { "\(path)/\(name)" }
}
