import CZlib

/// Compresses with gzip, by the system's zlib.
enum Gzip {
    /// `bytes` compressed.
    static func compress(_ bytes: [UInt8]) -> [UInt8] {
        deflated(bytes, times: 1)
    }

    /// `count` zeros compressed, without ever holding them.
    static func zeros(_ count: Int) -> [UInt8] {
        let block = [UInt8](repeating: 0, count: 1 << 16)
        return deflated(block, times: count / block.count, rest: count % block.count)
    }

    /// Compresses `block` so many times and then its first `rest` bytes.
    private static func deflated(_ block: [UInt8], times: Int, rest: Int = 0) -> [UInt8] {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        let status = deflateInit2_(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
        precondition(status == Z_OK, "zlib has memory")
        defer { deflateEnd(&stream) }
        var output: [UInt8] = []
        for _ in 0..<times { feed(block[...], Z_NO_FLUSH, &stream, &output) }
        feed(block.prefix(rest), Z_FINISH, &stream, &output)
        return output
    }

    private static func feed(
        _ input: ArraySlice<UInt8>,
        _ flush: Int32,
        _ stream: inout z_stream,
        _ output: inout [UInt8]
    ) {
        var input = input
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        input.withUnsafeMutableBufferPointer { source in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            repeat {
                let count = buffer.withUnsafeMutableBufferPointer { target in
                    stream.next_out = target.baseAddress
                    stream.avail_out = UInt32(target.count)
                    let status = CZlib.deflate(&stream, flush)
                    precondition(status != Z_STREAM_ERROR, "the stream is in order")
                    return target.count - Int(stream.avail_out)
                }
                output += buffer[..<count]
            } while stream.avail_out == 0
        }
        // Nothing points into the input any more.
        stream.next_in = nil
    }
}
