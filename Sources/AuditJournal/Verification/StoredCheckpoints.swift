/// Reads all checkpoints that a log ever published, oldest first, in bounded memory.
///
/// Source: `docs/formats/log-directory.md`, "Checkpoints".
struct StoredCheckpoints {
    /// One checkpoint where it stands.
    struct Element {
        /// First byte in the file.
        let position: Int
        /// The signed note.
        let bytes: [UInt8]
    }

    private static let chunkBytes = 1 << 20

    private let file: any SegmentFile
    private let size: Int
    /// What has been read and not yet handed out, in the order of the file from `front` on.
    private var buffer: [UInt8] = []
    private var front = 0
    /// Ends of complete checkpoints in the buffer, last one first.
    private var ends: [Int] = []
    /// Where the buffer begins in the file.
    private var start = 0

    /// Reads the first `size` bytes of the file.
    init(_ file: any SegmentFile, size: Int) {
        self.file = file
        self.size = size
    }

    /// Bytes behind the last complete checkpoint; known when ``next()`` has returned nil.
    var tornBytes: Int { size - start - front }

    /// The next one; nil behind the last.
    ///
    /// What is too long for a checkpoint is handed out as one, for its reader to refuse.
    mutating func next() throws(StorageError) -> Element? {
        while ends.isEmpty {
            let isTooLong = buffer.count - front > 2 * CheckpointHistory.maximumCheckpointBytes
            if isTooLong {
                defer { front = buffer.count }
                return Element(position: start + front, bytes: Array(buffer[front...]))
            }
            guard try readMore() else { return nil }
        }
        let end = ends.removeLast()
        defer { front = end }
        return Element(position: start + front, bytes: Array(buffer[front..<end - 1]))
    }

    private mutating func readMore() throws(StorageError) -> Bool {
        start += front
        buffer.removeFirst(front)
        front = 0
        let known = buffer.count
        let wanted = min(Self.chunkBytes, size - start - known)
        guard wanted > 0 else { return false }
        buffer += [UInt8](repeating: 0, count: wanted)
        let result = buffer.withUnsafeMutableBytes { bytes -> Result<Int, StorageError> in
            Result { () throws(StorageError) in
                try file.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[known...]), at: start + known)
            }
        }
        let count = try result.get()
        buffer.removeLast(wanted - count)
        ends = CheckpointText.ends(in: buffer).reversed()
        return count > 0
    }
}
