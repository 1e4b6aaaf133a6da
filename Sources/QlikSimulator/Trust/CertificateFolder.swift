#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A directory for secrets: files in it are readable for the owner alone from their first byte.
struct CertificateFolder {
    /// Makes the directory unless it exists; its parent must exist.
    init(_ path: String) throws(CertificateExportError) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw CertificateExportError(path: path, code: errno)
        }
    }

    /// Replaces the file at `path`; a process that dies meanwhile leaves the old one.
    func write(_ text: String, to path: String) throws(CertificateExportError) {
        let temporary = path + ".new"
        guard unlink(temporary) == 0 || errno == ENOENT else {
            throw CertificateExportError(path: temporary, code: errno)
        }
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600 as mode_t)
        guard descriptor >= 0 else { throw CertificateExportError(path: temporary, code: errno) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { Self.writeSome(descriptor, $0, at: off_t(done)) }
            guard count > 0 else { throw CertificateExportError(path: temporary, code: errno) }
            done += count
        }
        guard rename(temporary, path) == 0 else { throw CertificateExportError(path: path, code: errno) }
    }

    private static func writeSome(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, at position: off_t) -> Int {
        var count: Int
        repeat {
            count = pwrite(descriptor, bytes.baseAddress, bytes.count, position)
        } while count < 0 && errno == EINTR
        return count
    }
}
