/// Lines on their way to standard output, written in large pieces.
final class BufferedOutput {
    /// Bytes kept before they are written.
    private static let bufferBytes = 64 * 1_024

    private var buffer: [UInt8] = []
    /// The first failure; what comes after it is not kept.
    private var failure: StandardOutput.Failure?

    /// Adds a line.
    func line(_ text: String) {
        buffer += text.utf8
        buffer.append(0x0A)
        guard buffer.count >= Self.bufferBytes else { return }
        do throws(StandardOutput.Failure) {
            try flush()
        } catch {
            failure = error
            buffer = []
        }
    }

    /// Writes what is kept; throws what a line before could not be written for.
    func flush() throws(StandardOutput.Failure) {
        if let failure { throw failure }
        try StandardOutput.write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}
