#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Reads small text files, also from pipes, and says in few words why one can't be read.
enum TextFile {
    private static let chunkBytes = 1 << 16

    /// Returns the whole text.
    ///
    /// - Throws: ``CommandFailure`` that completes "cannot be read:"; it doesn't name the file.
    static func read(_ path: String, maximumBytes: Int) throws(CommandFailure) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: chunkBytes)
        while true {
            let count = chunk.withUnsafeMutableBytes { systemRead(descriptor, $0) }
            if count == 0 { break }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw failure(errno)
            }
            bytes += chunk[..<count]
            guard bytes.count <= maximumBytes else {
                throw CommandFailure("it is larger than \(maximumBytes) bytes")
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure("it is not UTF-8 text")
        }
        return text
    }

    private static func failure(_ code: Int32) -> CommandFailure {
        switch code {
        case ENOENT: CommandFailure("there is no such file")
        case EACCES, EPERM: CommandFailure("this user may not read it")
        case EISDIR: CommandFailure("it is a directory")
        default: CommandFailure(String(cString: strerror(code)))
        }
    }
}

/// Outside the type, where `read` is the system call.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, buffer.baseAddress, buffer.count)
}
