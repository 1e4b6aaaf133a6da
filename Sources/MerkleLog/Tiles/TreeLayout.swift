/// Which tiles a tree of a given size consists of.
package enum TreeLayout {
    /// Leaves that a tree can have: as many as a journal can have records.
    package static let maximumSize: UInt64 = 1 << 62
    /// Levels of tiles that a tree of ``maximumSize`` has.
    static let levelCount = 8
    /// Levels of the binary tree that one level of tiles stands for: 2⁸ = 256.
    static let heightPerLevel: UInt64 = 8

    /// All tiles of hashes of a tree, level by level and from left to right.
    package static func tiles(ofSize size: UInt64) -> TileSequence {
        TileSequence(from: 0, to: size, levels: 0..<levelCount)
    }

    /// Tiles of hashes that a tree of size `new` has and the same tree of size `old` had not, or narrower.
    ///
    /// Empty when both sizes are the same; `old` is not greater than `new`.
    package static func changedTiles(from old: UInt64, to new: UInt64) -> TileSequence {
        TileSequence(from: old, to: new, levels: 0..<levelCount)
    }

    /// The same for bundles of entries; with `old` 0, all bundles of the tree.
    package static func changedBundles(from old: UInt64, to new: UInt64) -> TileSequence {
        TileSequence(from: old, to: new, levels: nil)
    }

    /// The partial tiles of hashes of a tree, at most one at each level: all that a ``TreeGrower`` needs to go on.
    package static func rightEdge(ofSize size: UInt64) -> [TileCoordinate] {
        (0..<levelCount).compactMap { level in
            let count = hashCount(level: level, size: size)
            let width = Int(count % UInt64(TileCoordinate.fullWidth))
            guard width > 0 else { return nil }
            return TileCoordinate(.hashes(level: level), index: count / UInt64(TileCoordinate.fullWidth), width: width)
        }
    }

    /// The tile at `level` and `index` as wide as it is in a tree of `size`; nil when that has no such tile.
    package static func tile(level: Int, index: UInt64, size: UInt64) -> TileCoordinate? {
        tile(.hashes(level: level), index: index, hashCount: hashCount(level: level, size: size))
    }

    /// The bundle with `index` as wide as it is in a tree of `size`; nil when that has no such bundle.
    package static func bundle(index: UInt64, size: UInt64) -> TileCoordinate? {
        tile(.entries, index: index, hashCount: size)
    }

    /// Whether a tree of `size` has this tile in this width.
    package static func contains(_ tile: TileCoordinate, size: UInt64) -> Bool {
        switch tile.kind {
        case .entries: bundle(index: tile.index, size: size) == tile
        case .hashes(let level): self.tile(level: level, index: tile.index, size: size) == tile
        }
    }

    /// Hashes that all tiles of a level have together: ⌊size ÷ 256^level⌋.
    static func hashCount(level: Int, size: UInt64) -> UInt64 {
        size >> (heightPerLevel * UInt64(level))
    }

    static func tile(_ kind: TileCoordinate.Kind, index: UInt64, hashCount: UInt64) -> TileCoordinate? {
        let full = UInt64(TileCoordinate.fullWidth)
        // Divided instead of multiplied: an index may come from a path.
        guard index < (hashCount + full - 1) / full else { return nil }
        return TileCoordinate(kind, index: index, width: Int(min(hashCount - index * full, full)))
    }
}
