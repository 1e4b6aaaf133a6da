#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// An open file that is closed when the value goes.
struct Descriptor: ~Copyable {
    private let number: Int32
    private let path: String

    /// Opens `path`; `mode` is for new files, before the process mask.
    init(_ path: String, _ flags: Int32, mode: mode_t = 0o600) throws(PosixError) {
        self.path = path
        var opened: Int32
        repeat {
            opened = open(path, flags | O_CLOEXEC, mode)
        } while opened < 0 && errno == EINTR
        guard opened >= 0 else { throw PosixError("open \(path)", code: errno) }
        number = opened
    }

    deinit {
        close(number)
    }

    /// Size in bytes.
    func size() throws(PosixError) -> Int {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw PosixError("look at \(path)", code: errno) }
        return Int(status.st_size)
    }

    /// Reads `count` bytes from `position` on, fewer only at the end of the file.
    func read(_ count: Int, at position: Int) throws(PosixError) -> [UInt8] {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
            done = 0
            while done < count {
                let rest = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[done..<count]))
                let step = pread(number, rest.baseAddress, rest.count, off_t(position + done))
                if step == 0 { break }
                if step > 0 {
                    done += step
                } else if errno != EINTR {
                    code = errno
                    break
                }
            }
        }
        guard code == 0 else { throw PosixError("read \(path)", code: code) }
        return bytes
    }

    /// Writes all bytes at the current position, which is the end for files opened to append.
    func write(_ bytes: [UInt8]) throws(PosixError) {
        var code: Int32 = 0
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count, code == 0 {
                let step = systemWrite(number, buffer[done...])
                if step > 0 {
                    done += step
                } else if step == 0 {
                    // A disk that takes nothing and names no error is as good as full.
                    code = ENOSPC
                } else if errno != EINTR {
                    code = errno
                }
            }
        }
        guard code == 0 else { throw PosixError("write \(path)", code: code) }
    }

    /// Cuts or extends the file.
    func truncate(to size: Int) throws(PosixError) {
        guard ftruncate(number, off_t(size)) == 0 else { throw PosixError("truncate \(path)", code: errno) }
    }

    /// Makes everything written durable; of a directory, its names.
    func sync() throws(PosixError) {
        #if canImport(Darwin)
        guard fcntl(number, F_FULLFSYNC) == 0 else { throw PosixError("sync \(path)", code: errno) }
        #else
        guard fsync(number) == 0 else { throw PosixError("sync \(path)", code: errno) }
        #endif
    }
}

private func systemWrite(_ number: Int32, _ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
    let rest = UnsafeRawBufferPointer(rebasing: bytes)
    return write(number, rest.baseAddress, rest.count)
}
