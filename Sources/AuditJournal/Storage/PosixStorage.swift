#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A real folder.
package struct PosixStorage: SegmentStorage {
    /// Path of the folder, which exists.
    package let path: String

    /// Uses the existing folder `path`.
    package init(path: String) {
        self.path = path
    }

    /// Names of all files in the folder, without `.` and `..`.
    package func list() throws(StorageError) -> [String] {
        var names: [String] = []
        try DirectoryListing.visit(path) { names.append($0) }
        return names
    }

    /// Makes an empty file, or empties an existing one.
    package func create(_ name: String) throws(StorageError) -> any SegmentFile {
        try PosixFile(full(name), flags: O_RDWR | O_CREAT | O_TRUNC, operation: .create)
    }

    /// Opens an existing file.
    package func open(_ name: String, writable: Bool) throws(StorageError) -> any SegmentFile {
        try PosixFile(full(name), flags: writable ? O_RDWR : O_RDONLY, operation: .open)
    }

    /// Gives `old` the name `new` atomically.
    package func rename(_ old: String, to new: String) throws(StorageError) {
        #if canImport(Glibc)
        let status = Glibc.rename(full(old), full(new))
        #elseif canImport(Musl)
        let status = Musl.rename(full(old), full(new))
        #elseif canImport(Darwin)
        let status = Darwin.rename(full(old), full(new))
        #endif
        guard status == 0 else { throw StorageError(.rename, full(new), code: errno) }
    }

    /// Gives `old` the second name `new`, never replacing a file.
    package func link(_ old: String, to new: String) throws(StorageError) {
        #if canImport(Glibc)
        let status = Glibc.link(full(old), full(new))
        #elseif canImport(Musl)
        let status = Musl.link(full(old), full(new))
        #elseif canImport(Darwin)
        let status = Darwin.link(full(old), full(new))
        #endif
        guard status == 0 else { throw StorageError(.link, full(new), code: errno) }
    }

    /// Removes a name.
    package func remove(_ name: String) throws(StorageError) {
        guard unlink(full(name)) == 0 else { throw StorageError(.remove, full(name), code: errno) }
    }

    /// Syncs the folder itself.
    package func syncDirectory() throws(StorageError) {
        let folder = try PosixFile(path, flags: O_RDONLY | O_DIRECTORY, operation: .open)
        try folder.syncAll(operation: .synchronizeDirectory)
    }

    private func full(_ name: String) -> String { "\(path)/\(name)" }
}
