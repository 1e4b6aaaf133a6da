#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The one folder in which a server keeps everything.
package struct DataDirectory: Sendable, Hashable {
    /// Path as given, without a trailing slash.
    package let path: String

    /// Names a folder, which need not exist yet.
    package init(path: String) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
    }

    /// Segments and id files.
    package var journal: String { "\(path)/journal" }
    /// One cursor per destination.
    package var cursors: String { "\(path)/cursors" }
    /// Log signing key and ingestion token, 0600.
    package var keys: String { "\(path)/keys" }
    /// What destinations refused.
    package var deadLetters: String { "\(path)/dead-letters" }
    /// Checkpoint and tiles.
    package var log: String { "\(path)/log" }
    /// The search index.
    package var catalog: String { "\(path)/catalog" }
    /// Content-addressed pictures.
    package var screenshots: String { "\(path)/screenshots" }

    /// Makes the folder, with its parents, for nobody else to read (0700); an existing one stays as it is.
    package func create() throws(DataDirectoryError) {
        do throws(StorageError) {
            try Self.make(path)
        } catch {
            throw .storage(error)
        }
    }

    /// Makes a folder with its parents (0700) and syncs their names; existing ones stay as they are.
    ///
    /// The name of an existing folder is synced too: whoever made it may have been killed before that.
    package static func make(_ path: String) throws(StorageError) {
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else { throw StorageError(.makeDirectory, path, code: ENOTDIR) }
            return try syncName(of: path)
        }
        let parent = parent(of: path)
        if parent != path { try make(parent) }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw StorageError(.makeDirectory, path, code: errno)
        }
        try PosixStorage(path: parent).syncDirectory()
    }

    /// Takes the folder for this process, until the token goes; makes the folder if there is none.
    ///
    /// - Throws: ``DataDirectoryError/inUse(path:processID:)`` without waiting when another process has it.
    package func lock() throws(DataDirectoryError) -> DirectoryLock {
        try create()
        return try DirectoryLock(path: path)
    }

    private static func syncName(of path: String) throws(StorageError) {
        do throws(StorageError) {
            try PosixStorage(path: parent(of: path)).syncDirectory()
        } catch {
            // A folder that others made in a place that we may not read: its name is theirs to keep.
            guard error.isForbidden else { throw error }
        }
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
