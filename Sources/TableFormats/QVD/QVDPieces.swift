/// Collects bytes and hands them to the sink in pieces, so that a file is never in memory a second time.
struct QVDPieces {
    /// The size from which a piece goes to the sink, in bytes.
    static let pieceByteCount = 262_144

    /// The piece under way; writers append to it and then call ``flushIfFull(into:)``.
    var bytes: [UInt8] = []
    /// Bytes that went to the sink.
    private var flushedByteCount = 0

    init() {
        bytes.reserveCapacity(Self.pieceByteCount + 4096)
    }

    /// Bytes so far, those of the piece under way included.
    var byteCount: Int { flushedByteCount + bytes.count }

    /// Appends a run of any length, in pieces.
    mutating func append(_ run: [UInt8], into sink: inout some ByteSink) throws {
        var start = 0
        while start < run.count {
            let end = min(run.count, start + max(Self.pieceByteCount - bytes.count, 1))
            bytes.append(contentsOf: run[start..<end])
            start = end
            try flushIfFull(into: &sink)
        }
    }

    /// Hands the piece over once it is large enough.
    mutating func flushIfFull(into sink: inout some ByteSink) throws {
        if bytes.count >= Self.pieceByteCount { try flush(into: &sink) }
    }

    /// Hands over what there is.
    mutating func flush(into sink: inout some ByteSink) throws {
        guard !bytes.isEmpty else { return }
        try sink.write(bytes)
        flushedByteCount += bytes.count
        bytes.removeAll(keepingCapacity: true)
    }
}
