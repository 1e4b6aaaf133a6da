/// All checkpoints that were ever published, one after the other: `<data>/log/checkpoints`.
///
/// Each is the text of a signed note and one empty line. Only ever appended to; a torn end, which was never published, is
/// written over. Touched only by the publisher.
struct CheckpointHistory {
    /// Name of the file.
    static let name = "checkpoints"
    /// Longest checkpoint with its signatures and cosignatures.
    static let maximumCheckpointBytes = 64 << 10

    private let storage: any SegmentStorage
    private let file: any SegmentFile
    /// Where the next checkpoint is written.
    private var end: Int
    /// The newest complete one.
    private(set) var newest: [UInt8]?

    /// Opens the file, makes an empty one where there is none, and finds its newest checkpoint.
    init(_ storage: any SegmentStorage) throws(StorageError) {
        self.storage = storage
        do throws(StorageError) {
            file = try storage.open(Self.name, writable: true)
        } catch {
            guard error.isNotFound else { throw error }
            file = try storage.create(Self.name)
        }
        try storage.syncDirectory()
        (newest, end) = try Self.newest(in: file)
    }

    /// Appends one; once this returns it survives a power cut.
    mutating func append(_ checkpoint: [UInt8]) throws(StorageError) {
        precondition(checkpoint.count <= Self.maximumCheckpointBytes, "a checkpoint has a few lines")
        // What a failed attempt left is no checkpoint that anybody saw.
        if try file.size() > end { try file.truncate(to: end) }
        let bytes = checkpoint + [UInt8(ascii: "\n")]
        let failure = bytes.withUnsafeBytes { bytes -> StorageError? in
            do throws(StorageError) {
                try file.write(bytes, at: end)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
        try file.syncData()
        end += bytes.count
        newest = checkpoint
    }

    /// The newest complete checkpoint and where it ends.
    private static func newest(in file: any SegmentFile) throws(StorageError) -> ([UInt8]?, end: Int) {
        let size = try file.size()
        // Room for the last one, the torn one behind it, and the blank lines of both.
        let start = max(0, size - 2 * maximumCheckpointBytes)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, size - start), alignment: 8)
        defer { buffer.deallocate() }
        let wanted = UnsafeMutableRawBufferPointer(rebasing: buffer[..<(size - start)])
        let count = try file.read(into: wanted, at: start)
        let tail = Array(wanted[..<count])
        // Blank lines alternate: one inside a checkpoint, before its signatures, and one behind it.
        let ends = CheckpointText.ends(in: tail)
        guard let last = ends.last else { return (nil, 0) }
        let first = ends.dropLast().last ?? 0
        return (Array(tail[first..<last - 1]), start + last)
    }
}
