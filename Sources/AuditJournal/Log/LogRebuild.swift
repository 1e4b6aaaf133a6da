import MerkleLog

/// Makes damaged tiles again, if the journal proves what they must be.
///
/// Only on an explicit command and while no server runs: damage is evidence of what happened.
package struct LogRebuild: Sendable {
    /// Leaves that are hashed and written at once.
    private static let stepLeaves: UInt64 = 1 << 16

    private let storage: any SegmentStorage
    private let source: any LeafSource
    private let keys: LogKeys

    /// Works on the log folder `storage`.
    package init(_ storage: any SegmentStorage, source: any LeafSource, keys: LogKeys) {
        self.storage = storage
        self.source = source
        self.keys = keys
    }

    /// Hashes the whole journal, and writes the tiles when it gives the root of the newest checkpoint.
    ///
    /// - Returns: Size of the tree.
    /// - Throws: ``LogOpenError``; nothing was written when the journal proves nothing.
    package func run(progress: (UInt64) -> Void = { _ in }) throws(LogOpenError) -> UInt64 {
        let tiles = TileFiles(storage)
        let check = LogCheck(tiles: tiles, source: source, keys: keys)
        let kept: [UInt8]?
        do throws(StorageError) {
            kept = try CheckpointHistory(storage) { check.isWhole($0) }.newest
        } catch {
            throw .storage(error)
        }
        guard let newest = try check.newest(of: kept, shown: LogSnapshot.checkpoint(in: storage)) else { return 0 }
        let size = newest.checkpoint.size
        guard size <= source.end.rawValue else { throw .journalShortened(covered: size, end: source.end) }
        var proven = TreeGrower()
        try grow(&proven, to: size, progress: progress) { _ throws(LogOpenError) in }
        guard proven.root == newest.checkpoint.root else { throw try difference(size: size, tiles: tiles) }
        var grower = TreeGrower()
        try grow(&grower, to: size, progress: progress) { changed throws(LogOpenError) in
            do throws(StorageError) {
                try tiles.write(changed)
            } catch {
                throw .storage(error)
            }
        }
        return size
    }

    private func grow(
        _ grower: inout TreeGrower,
        to size: UInt64,
        progress: (UInt64) -> Void,
        _ write: ([Tile]) throws(LogOpenError) -> Void
    ) throws(LogOpenError) {
        while grower.size < size {
            let step = Int(min(Self.stepLeaves, size - grower.size))
            for entry in try entries(from: grower.size, count: step) { grower.append(entry.leafHash) }
            try write(grower.unpublishedTiles)
            grower.markPublished()
            progress(grower.size)
        }
    }

    /// Names the first record whose leaf is not the one that is stored.
    private func difference(size: UInt64, tiles: TileFiles) throws(LogOpenError) -> LogOpenError {
        for coordinate in TreeLayout.tiles(ofSize: size) {
            guard coordinate.kind == .hashes(level: 0) else { break }
            let first = coordinate.index * UInt64(TileCoordinate.fullWidth)
            let stored: [TreeHash]
            do throws(TileReadError) {
                stored = try tiles.tile(coordinate).hashes
            } catch {
                return .damagedTiles(size: size, reason: "\(error), and the journal gives another root")
            }
            let entries = try entries(from: first, count: coordinate.width)
            for (entry, hash) in zip(entries, stored) where entry.leafHash != hash {
                return .recordChanged(entry.offset)
            }
        }
        return .damagedTiles(size: size, reason: "the journal gives another root as well")
    }

    private func entries(from offset: UInt64, count: Int) throws(LogOpenError) -> [LogEntry] {
        do throws(JournalReadError) {
            let entries = try source.entries(from: JournalOffset(offset), maximumCount: count)
            precondition(entries.count == count, "the journal is long enough")
            return entries
        } catch {
            throw .journal(error)
        }
    }
}
