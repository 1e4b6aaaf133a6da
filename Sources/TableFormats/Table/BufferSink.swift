/// A sink that keeps the file in memory.
package struct BufferSink: ByteSink, Sendable {
    /// Everything written so far.
    package private(set) var bytes: [UInt8] = []

    /// Starts an empty file.
    package init() {}

    package mutating func write(_ bytes: [UInt8]) {
        self.bytes.append(contentsOf: bytes)
    }
}
