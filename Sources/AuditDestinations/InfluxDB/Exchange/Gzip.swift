import CZlib

/// Compresses bodies in the gzip format of RFC 1952.
enum Gzip {
    /// Bodies up to this size go as they are.
    static let threshold = 1_000

    /// Window of 32 KiB, and 16 for a gzip header in place of zlib's own.
    private static let windowBits = 15 + 16 as Int32

    private static let memoryLevel = 8 as Int32

    /// Returns the compressed bytes, or nil if zlib has no memory left; the body then goes as it is.
    static func compress(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = z_stream()
        let status = deflateInit2_(
            &stream,
            Z_BEST_SPEED,
            Z_DEFLATED,
            windowBits,
            memoryLevel,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)
        )
        guard status == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        var input = bytes
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        return deflated(&stream, &input, bound)
    }

    private static func deflated(_ stream: inout z_stream, _ input: inout [UInt8], _ bound: Int) -> [UInt8]? {
        var status = Z_OK
        let output = [UInt8](unsafeUninitializedCapacity: bound) { target, count in
            input.withUnsafeMutableBufferPointer { source in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                status = deflate(&stream, Z_FINISH)
            }
            count = target.count - Int(stream.avail_out)
        }
        // The bound makes room for everything, so one call ends the stream.
        return status == Z_STREAM_END ? output : nil
    }
}
