#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// An open file descriptor.
final class PosixFile: SegmentFile {
    private let descriptor: Int32
    private let path: String

    /// Opens `path`; new files get mode 0600.
    init(_ path: String, flags: Int32, operation: StorageError.Operation) throws(StorageError) {
        self.path = path
        var opened: Int32
        repeat {
            opened = open(path, flags | O_CLOEXEC, 0o600 as mode_t)
        } while opened < 0 && errno == EINTR
        guard opened >= 0 else { throw StorageError(operation, path, code: errno) }
        descriptor = opened
    }

    deinit {
        close(descriptor)
    }

    func size() throws(StorageError) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw StorageError(.size, path, code: errno) }
        return Int(status.st_size)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at position: Int) throws(StorageError) -> Int {
        var done = 0
        while done < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
            let count = pread(descriptor, rest.baseAddress, rest.count, off_t(position + done))
            if count < 0 {
                if errno == EINTR { continue }
                throw StorageError(.read, path, code: errno)
            }
            if count == 0 { break }
            done += count
        }
        return done
    }

    func write(_ bytes: UnsafeRawBufferPointer, at position: Int) throws(StorageError) {
        var done = 0
        while done < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(position + done))
            if count < 0 {
                if errno == EINTR { continue }
                throw StorageError(.write, path, code: errno)
            }
            // A disk that takes nothing and names no error is as good as full.
            if count == 0 { throw StorageError(.write, path, code: ENOSPC) }
            done += count
        }
    }

    func truncate(to size: Int) throws(StorageError) {
        var status: Int32
        repeat {
            status = ftruncate(descriptor, off_t(size))
        } while status != 0 && errno == EINTR
        guard status == 0 else { throw StorageError(.truncate, path, code: errno) }
    }

    func syncData() throws(StorageError) {
        #if canImport(Darwin)
        guard fcntl(descriptor, F_FULLFSYNC) == 0 else { throw StorageError(.synchronize, path, code: errno) }
        #else
        // Never repeated after EINTR or any other error: see the promise of the protocol.
        guard fdatasync(descriptor) == 0 else { throw StorageError(.synchronize, path, code: errno) }
        #endif
    }

    /// Syncs everything, names in a folder included.
    func syncAll(operation: StorageError.Operation) throws(StorageError) {
        guard fsync(descriptor) == 0 else { throw StorageError(operation, path, code: errno) }
    }
}
