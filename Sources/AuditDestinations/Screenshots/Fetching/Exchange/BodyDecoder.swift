import CZlib

/// Undoes `Content-Encoding` piece by piece and stops at the first byte above the limit.
final class BodyDecoder {
    /// What is announced in `Accept-Encoding`.
    static let offered = "gzip, deflate"

    /// zlib finds out by itself whether gzip or zlib headers come.
    private static let detectingWindowBits = 15 + 32 as Int32
    /// Some servers send bare deflate data under the name `deflate`.
    private static let bareWindowBits = -15 as Int32
    private static let chunkBytes = 65_536

    private let limit: Int
    private let isCoded: Bool
    /// zlib keeps the address of its stream, so it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private var isOpen = false
    private var isAtEnd = false
    private(set) var bytes: [UInt8] = []

    /// Decodes what an answer with this `Content-Encoding` carries.
    init(coding: [String], limit: Int) throws(ExchangeFault) {
        let codings = coding.flatMap { $0.split(separator: ",") }
            .map { $0.lowercased().filter { !$0.isWhitespace } }
            .filter { !$0.isEmpty && $0 != "identity" }
        guard codings.count <= 1, codings.allSatisfy({ ["gzip", "x-gzip", "deflate"].contains($0) }) else {
            throw .coding("Content-Encoding \(codings.joined(separator: ", ")) was not offered")
        }
        self.limit = limit
        self.isCoded = !codings.isEmpty
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
    }

    deinit {
        if isOpen { inflateEnd(stream) }
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// Takes the next piece.
    func append(_ piece: UnsafeRawBufferPointer) throws(ExchangeFault) {
        guard isCoded else {
            guard bytes.count + piece.count <= limit else { throw .tooLarge }
            bytes.append(contentsOf: piece)
            return
        }
        guard !piece.isEmpty else { return }
        if !isOpen { try open(firstByte: piece[0]) }
        // Bytes behind the end of the compressed data are padding at best.
        guard !isAtEnd else { return }
        var failure: ExchangeFault?
        piece.withMemoryRebound(to: UInt8.self) { input in
            stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.pointee.avail_in = UInt32(input.count)
            failure = inflateAll()
            stream.pointee.next_in = nil
            stream.pointee.avail_in = 0
        }
        if let failure { throw failure }
    }

    /// Returns everything, once the answer is complete.
    func finish() throws(ExchangeFault) -> [UInt8] {
        guard !isCoded || isAtEnd || !isOpen else { throw .coding("the compressed data is cut off") }
        return bytes
    }

    private func open(firstByte: UInt8) throws(ExchangeFault) {
        let hasHeader = firstByte == 0x1F || firstByte & 0x0F == 8
        let bits = hasHeader ? Self.detectingWindowBits : Self.bareWindowBits
        let status = inflateInit2_(stream, bits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw .coding("zlib has no memory") }
        isOpen = true
    }

    private func inflateAll() -> ExchangeFault? {
        repeat {
            let room = min(Self.chunkBytes, limit - bytes.count + 1)
            var status = Z_OK
            let chunk = [UInt8](unsafeUninitializedCapacity: room) { output, count in
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(room)
                status = inflate(stream, Z_NO_FLUSH)
                count = room - Int(stream.pointee.avail_out)
            }
            stream.pointee.next_out = nil
            bytes += chunk
            if bytes.count > limit { return .tooLarge }
            if status == Z_STREAM_END {
                isAtEnd = true
                return nil
            }
            if status == Z_BUF_ERROR { return nil }
            guard status == Z_OK else { return .coding("the compressed data is damaged") }
        } while stream.pointee.avail_in > 0 || stream.pointee.avail_out == 0
        return nil
    }
}
