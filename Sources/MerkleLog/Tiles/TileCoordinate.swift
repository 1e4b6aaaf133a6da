/// Which tile: hashes of one level of the tree, or the entries under them, and how many of them there are.
///
/// Source: C2SP tlog-tiles; `docs/formats/tree.md`.
package struct TileCoordinate: Sendable, Hashable, CustomStringConvertible {
    /// What a tile holds.
    package enum Kind: Sendable, Hashable {
        /// Hashes: of leaves at level 0, above it one for each full tile of the level below.
        case hashes(level: Int)
        /// Entries, in an ``EntryBundle``.
        case entries
    }

    /// Hashes or entries of a full tile.
    package static let fullWidth = 256
    /// Levels that a path can name.
    package static let levels = 0...63
    /// The greatest index, far beyond any log: six path elements.
    package static let maximumIndex: UInt64 = 999_999_999_999_999_999

    /// What it holds.
    package let kind: Kind
    /// Number of the tile in its level, from 0.
    package let index: UInt64
    /// Hashes or entries in it: 1…256.
    package let width: Int

    /// Names a tile whose numbers are known to be in range.
    package init(_ kind: Kind, index: UInt64, width: Int = Self.fullWidth) {
        if case .hashes(let level) = kind { precondition(Self.levels.contains(level), "levels go from 0 to 63") }
        precondition(index <= Self.maximumIndex, "tiles are numbered up to 10¹⁸ − 1")
        precondition((1...Self.fullWidth).contains(width), "a tile has 1 to 256 hashes")
        self.kind = kind
        self.index = index
        self.width = width
    }

    /// Whether the tile can never change again.
    package var isFull: Bool { width == Self.fullWidth }

    /// The full tile that this one is or will become.
    package var full: TileCoordinate { TileCoordinate(kind, index: index) }

    /// Whether whoever has this tile also has `other`: the same tile, not narrower.
    package func covers(_ other: TileCoordinate) -> Bool {
        kind == other.kind && index == other.index && width >= other.width
    }

    /// The same as ``path``.
    package var description: String { path }
}
