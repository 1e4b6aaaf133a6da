#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Walks through the names in a directory.
package enum DirectoryListing {
    /// Hands every name but `.` and `..` to `body`, in no order, one at a time: there may be a million.
    package static func visit(_ path: String, _ body: (String) -> Void) throws(StorageError) {
        guard let stream = opendir(path) else { throw StorageError(.list, path, code: errno) }
        defer { closedir(stream) }
        while true {
            // Only this tells the end of the directory from a failure.
            errno = 0
            guard let entry = readdir(stream) else { break }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { body(name) }
        }
        guard errno == 0 else { throw StorageError(.list, path, code: errno) }
    }
}
