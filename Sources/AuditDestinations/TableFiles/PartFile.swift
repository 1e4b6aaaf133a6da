import TableFormats

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A part that is being written, under its temporary name.
package final class PartFile: ByteSink {
    private let descriptor: Descriptor

    /// Makes a new file; an older one of the name must be gone.
    init(_ path: String, mode: mode_t) throws(PosixError) {
        descriptor = try Descriptor(path, O_WRONLY | O_CREAT | O_EXCL, mode: mode)
    }

    package func write(_ bytes: [UInt8]) throws {
        try descriptor.write(bytes)
    }

    /// Makes everything written durable.
    func sync() throws(PosixError) {
        try descriptor.sync()
    }
}
