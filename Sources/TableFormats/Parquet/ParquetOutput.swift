/// A sink and how far it has come.
struct ParquetOutput<Sink: ByteSink> {
    /// Where the bytes go.
    private(set) var sink: Sink
    /// How many bytes were written: where the next one goes.
    private(set) var position = 0

    /// Starts an empty file.
    init(_ sink: Sink) {
        self.sink = sink
    }

    /// Appends bytes to the file.
    mutating func write(_ bytes: [UInt8]) throws {
        guard !bytes.isEmpty else { return }
        try sink.write(bytes)
        position += bytes.count
    }
}
