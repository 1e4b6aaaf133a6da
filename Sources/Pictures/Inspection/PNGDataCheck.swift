import CZlib

/// Inflates the image data of a PNG file piece by piece, only to see that every row is there.
///
/// Holds 64 KiB of output at a time, whatever the size of the picture.
final class PNGDataCheck {
    private static let outputBytes = 1 << 16

    private var stream = z_stream()
    private var output = [UInt8](repeating: 0, count: PNGDataCheck.outputBytes)
    private var isFinished = false
    /// What of the picture hasn't come yet; the first pass is the current one, with the rows that it lacks.
    private var passes: ArraySlice<PNGHeader.Pass>
    /// Rows of the current pass whose filter type was seen.
    private var rowsBegun = 0
    /// Bytes that the current row lacks.
    private var rowRemainder = 0

    init(_ header: PNGHeader) throws(PictureFault) {
        passes = header.passes[...]
        guard inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .unworkable("there is no memory to inflate the picture")
        }
    }

    deinit {
        inflateEnd(&stream)
    }

    /// Takes the content of one chunk.
    func take(_ input: UnsafeRawBufferPointer) throws(PictureFault) {
        stream.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
        stream.avail_in = UInt32(input.count)
        while stream.avail_in > 0 {
            guard !isFinished else { throw .damaged(.png, "bytes follow its compressed image data") }
            try inflateOnce()
        }
    }

    /// Ends the data: everything must have come.
    func finish() throws(PictureFault) {
        stream.next_in = nil
        stream.avail_in = 0
        while !isFinished {
            let before = stream.total_out
            try inflateOnce()
            if !isFinished, stream.total_out == before { throw .damaged(.png, "its image data end early") }
        }
        guard rowRemainder == 0, passes.isEmpty else { throw .damaged(.png, "rows are missing") }
    }

    private func inflateOnce() throws(PictureFault) {
        let status = output.withUnsafeMutableBufferPointer { buffer in
            stream.next_out = buffer.baseAddress
            stream.avail_out = UInt32(buffer.count)
            return inflate(&stream, Z_NO_FLUSH)
        }
        try count(Self.outputBytes - Int(stream.avail_out))
        switch status {
        case Z_STREAM_END: isFinished = true
        // No progress is possible without more input; the caller has it or finds the end missing.
        case Z_OK, Z_BUF_ERROR: break
        default: throw .damaged(.png, "its image data do not inflate")
        }
    }

    /// Fits the first `count` bytes of the output into rows.
    private func count(_ count: Int) throws(PictureFault) {
        var position = 0
        while position < count {
            if rowRemainder == 0 {
                guard let pass = passes.first else { throw .damaged(.png, "it has more image data than rows") }
                guard output[position] <= 4 else { throw .damaged(.png, "a row has an unknown filter") }
                rowRemainder = pass.rowBytes
                rowsBegun += 1
                if rowsBegun == pass.rows {
                    passes.removeFirst()
                    rowsBegun = 0
                }
            }
            let step = min(rowRemainder, count - position)
            position += step
            rowRemainder -= step
        }
    }
}
