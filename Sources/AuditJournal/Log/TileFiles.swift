import MerkleLog
import Synchronization

/// The hashes of the tree, one append-only file for each level: `<data>/log/tiles-<level>`.
///
/// Hash *n* of a level stands at byte 32 · n, so a tile, full or partial, is a slice of its level's file. Written by one
/// publisher; reading is safe meanwhile for everything below the size that was synced.
///
/// Source: `docs/formats/log-directory.md`.
package final class TileFiles: Sendable {
    private let storage: any SegmentStorage
    /// Files that are open, by level.
    private let files = Mutex<[Int: any SegmentFile]>([:])

    /// Uses the log folder `storage`.
    package init(_ storage: any SegmentStorage) {
        self.storage = storage
    }

    /// Name of the file of a level.
    package static func name(level: Int) -> String { "tiles-\(level)" }

    /// Bytes of a full tile.
    private static let tileBytes = TileCoordinate.fullWidth * TreeHash.byteCount

    /// Writes tiles and makes them durable: one sync for each level that has any.
    func write(_ tiles: some Sequence<Tile>) throws(StorageError) {
        var touched: [Int: any SegmentFile] = [:]
        for tile in tiles {
            let level = Self.level(of: tile.coordinate)
            let file: any SegmentFile
            if let known = touched[level] { file = known } else { file = try fileForWriting(level: level) }
            touched[level] = file
            let failure = tile.bytes.withUnsafeBytes { bytes -> StorageError? in
                do throws(StorageError) {
                    try file.write(bytes, at: Int(tile.coordinate.index) * Self.tileBytes)
                    return nil
                } catch {
                    return error
                }
            }
            if let failure { throw failure }
        }
        // A crash before or between these leaves any part of what was written, all of it beyond the last checkpoint.
        for level in touched.keys.sorted() { try touched[level]?.syncData() }
    }

    /// Bytes of the tile at `coordinate`, which has hashes; fewer than its width says when the file ends before.
    package func bytes(of coordinate: TileCoordinate) throws(StorageError) -> [UInt8] {
        let level = Self.level(of: coordinate)
        let file: any SegmentFile
        do throws(StorageError) {
            if let known = files.withLock({ $0[level] }) {
                file = known
            } else {
                file = try storage.open(Self.name(level: level), writable: false)
            }
        } catch {
            guard error.isNotFound else { throw error }
            return []
        }
        let count = coordinate.width * TreeHash.byteCount
        var bytes = [UInt8](repeating: 0, count: count)
        let result = bytes.withUnsafeMutableBytes { buffer -> Result<Int, StorageError> in
            Result { () throws(StorageError) in
                try file.read(into: buffer, at: Int(coordinate.index) * Self.tileBytes)
            }
        }
        return try Array(bytes.prefix(result.get()))
    }

    /// The tile at `coordinate`.
    package func tile(_ coordinate: TileCoordinate) throws(TileReadError) -> Tile {
        let bytes: [UInt8]
        do throws(StorageError) {
            bytes = try self.bytes(of: coordinate)
        } catch {
            throw .storage(error)
        }
        do throws(TileError) {
            return try Tile(coordinate, bytes: bytes)
        } catch {
            throw .missing(coordinate)
        }
    }

    /// Closes all files, so that the next write begins with what is on the disk.
    func close() {
        files.withLock { $0 = [:] }
    }

    private func fileForWriting(level: Int) throws(StorageError) -> any SegmentFile {
        if let file = files.withLock({ $0[level] }) { return file }
        let name = Self.name(level: level)
        let file: any SegmentFile
        do throws(StorageError) {
            file = try storage.open(name, writable: true)
        } catch {
            guard error.isNotFound else { throw error }
            file = try storage.create(name)
        }
        // Also for a file that was there: whoever made it may have been killed before this.
        try storage.syncDirectory()
        files.withLock { $0[level] = file }
        return file
    }

    private static func level(of coordinate: TileCoordinate) -> Int {
        guard case .hashes(let level) = coordinate.kind else { preconditionFailure("entries are not stored here") }
        return level
    }
}
