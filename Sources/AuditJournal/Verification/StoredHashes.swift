import MerkleLog

/// Reads single hashes of the stored tree, a tile at a time.
struct StoredHashes {
    private let tiles: TileFiles
    /// The tile that was read last, by level.
    private var read: [Int: (index: UInt64, hashes: [TreeHash])] = [:]

    /// Reads from these files.
    init(_ tiles: TileFiles) {
        self.tiles = tiles
    }

    /// The hash with `index` in `level`; nil when its file ends before.
    mutating func hash(level: Int, index: UInt64) throws(StorageError) -> TreeHash? {
        let (tile, position) = index.quotientAndRemainder(dividingBy: UInt64(TileCoordinate.fullWidth))
        if let known = read[level], known.index == tile { return known.hashes[safe: Int(position)] }
        let bytes = try tiles.bytes(of: TileCoordinate(.hashes(level: level), index: tile))
        let hashes = stride(from: 0, to: bytes.count - bytes.count % TreeHash.byteCount, by: TreeHash.byteCount)
            .compactMap { TreeHash(bytes: bytes[$0..<$0 + TreeHash.byteCount]) }
        read[level] = (tile, hashes)
        return hashes[safe: Int(position)]
    }
}

extension Array {
    /// The element at `index`; nil behind the last one.
    fileprivate subscript(safe index: Int) -> Element? { index < count ? self[index] : nil }
}
