/// All checkpoints that were ever published, one after the other: `<data>/log/checkpoints`.
///
/// Each is the text of a signed note and one empty line. Only ever appended to; a torn end, which was never published, is
/// written over. Touched only by the publisher.
struct CheckpointHistory {
    /// Name of the file.
    static let name = "checkpoints"
    /// Bytes at the end that are read: the last one, the one before it, and what a torn write left.
    private static let tailBytes = 4 * maximumCheckpointBytes
    /// Longest checkpoint with its signatures and cosignatures.
    static let maximumCheckpointBytes = 32 << 10

    private let storage: any SegmentStorage
    private let file: any SegmentFile
    /// Where the next checkpoint is written.
    private var end: Int
    /// The newest complete one.
    private(set) var newest: [UInt8]?

    /// Opens the file, makes an empty one where there is none, and finds its newest checkpoint.
    ///
    /// `isWhole` tells whether bytes are a checkpoint of this log. A power cut may leave holes in the last one, which then
    /// looks complete and is not; it was never published.
    init(_ storage: any SegmentStorage, isWhole: ([UInt8]) -> Bool) throws(StorageError) {
        self.storage = storage
        do throws(StorageError) {
            file = try storage.open(Self.name, writable: true)
        } catch {
            guard error.isNotFound else { throw error }
            file = try storage.create(Self.name)
        }
        try storage.syncDirectory()
        (newest, end) = try Self.newest(in: file, isWhole: isWhole)
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

    /// The newest whole checkpoint and where it ends; at most the last one is torn.
    private static func newest(
        in file: any SegmentFile,
        isWhole: ([UInt8]) -> Bool
    ) throws(StorageError) -> ([UInt8]?, end: Int) {
        let size = try file.size()
        let start = max(0, size - tailBytes)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, size - start), alignment: 8)
        defer { buffer.deallocate() }
        let wanted = UnsafeMutableRawBufferPointer(rebasing: buffer[..<(size - start)])
        let count = try file.read(into: wanted, at: start)
        let tail = Array(wanted[..<count])
        // Blank lines alternate: one inside a checkpoint, before its signatures, and one behind it.
        let ends = CheckpointText.ends(in: tail)
        for index in ends.indices.reversed() where index > 0 || start == 0 {
            let first = index > 0 ? ends[index - 1] : 0
            let checkpoint = Array(tail[first..<ends[index] - 1])
            if isWhole(checkpoint) { return (checkpoint, start + ends[index]) }
            // Before the last one, nothing can be torn: this was changed, and reading it says how.
            if index < ends.count - 1 { return (checkpoint, start + ends[index]) }
        }
        return (nil, 0)
    }
}
