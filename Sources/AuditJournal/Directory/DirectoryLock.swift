#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Proof that this process alone may write in a data folder; released with the last reference.
///
/// A `flock` on `<data>/lock`: the system releases it when the process ends, however it ends, so no
/// left-over ever has to be removed by hand. The file holds the process id for the message only.
package final class DirectoryLock: Sendable {
    /// The folder.
    package let path: String
    private let descriptor: Int32

    init(path: String) throws(DataDirectoryError) {
        let file = "\(path)/lock"
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600 as mode_t)
        guard descriptor >= 0 else { throw .storage(StorageError(.lock, file, code: errno)) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            defer { close(descriptor) }
            guard code == EWOULDBLOCK else { throw .storage(StorageError(.lock, file, code: code)) }
            throw .inUse(path: path, processID: Self.holder(descriptor))
        }
        self.path = path
        self.descriptor = descriptor
        let text = Array("\(getpid())\n".utf8)
        // Only for the message of a second server: a disk without space must not keep the first from starting.
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, text, text.count, 0) }
    }

    deinit {
        close(descriptor)
    }

    private static func holder(_ descriptor: Int32) -> Int32? {
        var text = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &text, text.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: text[..<count].prefix { (0x30...0x39).contains($0) }, as: UTF8.self))
    }
}
