import TableFormats

/// Takes a file away piece by piece, as a disk would.
struct DiscardingSink: ByteSink {
    private(set) var byteCount = 0

    mutating func write(_ bytes: [UInt8]) {
        byteCount += bytes.count
    }
}
