import MerkleLog

/// A published checkpoint with the tiles under it; stays valid while the log grows on.
package struct LogSnapshot: Sendable {
    /// Name of the file with the newest checkpoint.
    package static let fileName = "checkpoint"

    /// Name of the file with the newest checkpoint that witnesses cosigned.
    package static let cosignedFileName = "cosigned-checkpoint"

    /// The signed head of the tree.
    package let checkpoint: SignedCheckpoint
    private let tiles: TileFiles

    /// Joins a checkpoint with the files that hold its tiles.
    package init(_ checkpoint: SignedCheckpoint, tiles: TileFiles) {
        self.checkpoint = checkpoint
        self.tiles = tiles
    }

    /// Reads the newest checkpoint of a log folder, also while a server publishes; nil before the first.
    ///
    /// Its signature is not verified.
    package init?(_ storage: any SegmentStorage) throws(LogOpenError) {
        guard let checkpoint = try Self.checkpoint(in: storage) else { return nil }
        self.init(checkpoint, tiles: TileFiles(storage))
    }

    /// Reads the newest checkpoint of a data folder.
    package init?(_ directory: DataDirectory) throws(LogOpenError) {
        try self.init(PosixStorage(path: directory.log))
    }

    /// Leaves of the tree: records that are included.
    package var size: UInt64 { checkpoint.checkpoint.size }

    /// Root of the tree.
    package var root: TreeHash { checkpoint.checkpoint.root }

    /// The tile at `coordinate`, of any width that this tree has; nil when it has no such tile.
    ///
    /// Blocks; for threads that may.
    package func tile(_ coordinate: TileCoordinate) throws(TileReadError) -> Tile? {
        guard case .hashes(let level) = coordinate.kind,
            let widest = TreeLayout.tile(level: level, index: coordinate.index, size: size),
            widest.covers(coordinate)
        else { return nil }
        return try tiles.tile(coordinate)
    }

    /// Makes proofs in this tree; blocks, for threads that may.
    package var proofs: ProofMaker<TileReadError> {
        ProofMaker(size: size) { [tiles] coordinate throws(TileReadError) in try tiles.tile(coordinate) }
    }

    /// Root that the tree had when it had `size` records, not more than it has now; blocks.
    package func root(ofSize size: UInt64) throws(TileReadError) -> TreeHash {
        precondition(size <= self.size, "the tree was never greater than it is")
        var smaller = ProofMaker(size: size) { [tiles] coordinate throws(TileReadError) in try tiles.tile(coordinate) }
        return try smaller.root()
    }

    /// Reads the file with the newest checkpoint.
    static func checkpoint(in storage: any SegmentStorage) throws(LogOpenError) -> SignedCheckpoint? {
        let bytes: [UInt8]
        do throws(StorageError) {
            bytes = try DurableFile.read(
                fileName,
                in: storage,
                maximumBytes: CheckpointHistory.maximumCheckpointBytes
            )
        } catch {
            guard error.isNotFound else { throw .storage(error) }
            return nil
        }
        do throws(CheckpointError) {
            return try SignedCheckpoint(parsing: bytes)
        } catch {
            throw .unreadableCheckpoint(file: fileName, reason: "\(error)")
        }
    }
}
