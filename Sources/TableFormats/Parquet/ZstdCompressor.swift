import CZstd

/// Compresses blocks one by one; the context of libzstd is made once and used again for every block.
final class ZstdCompressor {
    private let context: OpaquePointer

    /// Makes a context for `level`.
    init(level: Int) {
        guard let context = ZSTD_createCCtx() else { preconditionFailure("no memory for a zstd context") }
        self.context = context
        ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Int32(level))
    }

    deinit {
        ZSTD_freeCCtx(context)
    }

    /// Replaces the contents of `target` by `source` as one zstd frame.
    ///
    /// - Throws: ``ParquetError/compressionFailed(reason:)``.
    func compress(_ source: [UInt8], into target: inout [UInt8]) throws(ParquetError) {
        let room = ZSTD_compressBound(source.count)
        if target.count < room { target.append(contentsOf: repeatElement(0, count: room - target.count)) }
        let written = target.withUnsafeMutableBytes { output in
            source.withUnsafeBytes { input in
                ZSTD_compress2(context, output.baseAddress, output.count, input.baseAddress, input.count)
            }
        }
        guard ZSTD_isError(written) == 0 else {
            throw .compressionFailed(reason: String(cString: ZSTD_getErrorName(written)))
        }
        target.removeLast(target.count - written)
    }
}
