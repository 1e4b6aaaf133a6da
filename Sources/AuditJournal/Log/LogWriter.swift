import MerkleLog

/// Grows the tree, one publication after the other; knows nothing of threads and clocks.
///
/// Recovery and the retry after a failure are the same: open what is on the disk and go on from the newest checkpoint.
/// Source: `docs/formats/log-directory.md`, "Publication".
package struct LogWriter {
    /// Leaves that one publication takes at most, so that a long catch-up has checkpoints on its way.
    static let maximumLeaves = 1 << 17
    /// Entries that are read at once.
    private static let readCount = 4_096

    private let storage: any SegmentStorage
    private let source: any LeafSource
    private let identity: LogIdentity
    private let tiles: TileFiles
    private var history: CheckpointHistory
    private var grower: TreeGrower
    /// Whether the file with the newest checkpoint has it.
    private var isShown: Bool

    /// The newest checkpoint with its tiles; nil before the first.
    package private(set) var snapshot: LogSnapshot?

    /// Opens a log folder, which may be empty, and checks that its newest checkpoint is one of this journal.
    package init(
        _ storage: any SegmentStorage,
        identity: LogIdentity,
        source: any LeafSource
    ) throws(LogOpenError) {
        self.storage = storage
        self.source = source
        self.identity = identity
        tiles = TileFiles(storage)
        let check = LogCheck(tiles: tiles, source: source, keys: identity.keys)
        do throws(StorageError) {
            for name in try storage.list() where SegmentName.isTemporary(name) { try storage.remove(name) }
            history = try CheckpointHistory(storage) { check.isWhole($0) }
        } catch {
            throw .storage(error)
        }
        let shown = try LogSnapshot.checkpoint(in: storage)
        let newest = try check.newest(of: history.newest, shown: shown)
        isShown = newest == shown
        guard let newest else {
            grower = TreeGrower()
            return
        }
        grower = try check.grower(for: newest.checkpoint)
        snapshot = LogSnapshot(newest, tiles: tiles)
    }

    /// Records that the tree covers.
    package var size: UInt64 { grower.size }

    /// Covers what is durable, in whole or in part, and publishes a checkpoint over it.
    ///
    /// When it throws, this value is of no use any more: open the folder again.
    package mutating func publish() throws(LogWriteError) {
        try grow()
        guard grower.size > snapshot?.size ?? 0 || !isShown, grower.size > 0 else { return }
        do throws(StorageError) {
            // 1. The tiles. A crash here leaves hashes beyond the newest checkpoint, which the next start writes over.
            try tiles.write(grower.unpublishedTiles)
            // 2. The checkpoint at the end of the history. A crash inside leaves a torn end, which is written over; a
            //    crash behind it a checkpoint that nobody saw yet, from which the next start goes on.
            let checkpoint = signed()
            if checkpoint != snapshot?.checkpoint { try history.append(checkpoint.bytes) }
            // 3. The newest checkpoint in its own file. From its rename on, everybody may see it.
            try DurableFile.replace(LogSnapshot.fileName, in: storage, with: checkpoint.bytes)
            grower.markPublished()
            isShown = true
            snapshot = LogSnapshot(checkpoint, tiles: tiles)
        } catch {
            throw .storage(error)
        }
    }

    private mutating func grow() throws(LogWriteError) {
        let target = min(source.end.rawValue, grower.size + UInt64(Self.maximumLeaves))
        while grower.size < target {
            let wanted = min(Self.readCount, Int(target - grower.size))
            let entries: [LogEntry]
            do throws(JournalReadError) {
                entries = try source.entries(from: JournalOffset(grower.size), maximumCount: wanted)
            } catch {
                throw .journal(error)
            }
            for entry in entries {
                precondition(entry.offset.rawValue == grower.size, "record n is leaf n")
                grower.append(entry.leafHash)
            }
            guard !entries.isEmpty else { return }
        }
    }

    /// The checkpoint of the tree as it is now; the newest one when the tree has not grown.
    private func signed() -> SignedCheckpoint {
        if let snapshot, snapshot.size == grower.size { return snapshot.checkpoint }
        let checkpoint = Checkpoint(
            origin: identity.signer.verifier.id.name,
            size: grower.size,
            root: grower.root
        )
        do throws(NoteError) {
            return try SignedCheckpoint(checkpoint, signedBy: identity.signer)
        } catch {
            preconditionFailure("a key in memory signs: \(error)")
        }
    }
}
