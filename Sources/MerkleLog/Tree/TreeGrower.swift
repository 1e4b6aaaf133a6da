/// The right edge of a tree, which is all that is needed to append leaves, to know the root and to make tiles.
///
/// It holds the partial tile of each level, at most 8 · 255 hashes, and the hashes of tiles that have not been declared
/// published yet: 32 bytes for every leaf since the last ``markPublished()``.
package struct TreeGrower: Sendable {
    /// Leaves so far.
    package private(set) var size: UInt64 = 0
    /// Size at the last ``markPublished()``, or the one from which the edge was restored.
    package private(set) var publishedSize: UInt64 = 0

    /// Roots of the complete subtrees, greatest first: one for each bit that is set in ``size``.
    private var subtrees: [TreeHash] = []
    /// For each level of tiles, the hashes from the beginning of the tile that was partial at ``publishedSize``.
    private var edge = [[TreeHash]](repeating: [], count: TreeLayout.levelCount)

    /// Starts with the empty tree.
    package init() {}

    /// Goes on with a tree of `size` whose partial tiles, ``TreeLayout/rightEdge(ofSize:)``, are read by `tile`.
    ///
    /// Every edge gives some tree; whether it is the right one shows ``root``, to be compared with that of a checkpoint.
    package init<Failure: Error>(
        size: UInt64,
        tile: (TileCoordinate) throws(Failure) -> Tile
    ) throws(Failure) {
        precondition(size <= TreeLayout.maximumSize, "no journal has so many records")
        self.size = size
        publishedSize = size
        // Greatest subtrees first: from the highest level down.
        for coordinate in TreeLayout.rightEdge(ofSize: size).reversed() {
            guard case .hashes(let level) = coordinate.kind else { preconditionFailure("the edge has only hashes") }
            let read = try tile(coordinate)
            precondition(read.coordinate.covers(coordinate), "\(coordinate) was asked for, not \(read.coordinate)")
            edge[level] = Array(read.hashes.prefix(coordinate.width))
            var rest = edge[level][...]
            for bit in (0..<TreeLayout.heightPerLevel).reversed() where coordinate.width >> bit & 1 == 1 {
                subtrees.append(Self.root(ofComplete: rest.prefix(1 << bit)))
                rest = rest.dropFirst(1 << bit)
            }
        }
    }

    /// Adds the next leaf.
    package mutating func append(_ leaf: TreeHash) {
        precondition(size < TreeLayout.maximumSize, "no journal has so many records")
        edge[0].append(leaf)
        var node = leaf
        var height: UInt64 = 0
        while size >> height & 1 == 1 {
            node = .node(subtrees.removeLast(), node)
            height += 1
            if height % TreeLayout.heightPerLevel == 0 { edge[Int(height / TreeLayout.heightPerLevel)].append(node) }
        }
        subtrees.append(node)
        size += 1
    }

    /// Root of the tree as it is now.
    package var root: TreeHash {
        guard var root = subtrees.last else { return .emptyTree }
        for subtree in subtrees.dropLast().reversed() { root = .node(subtree, root) }
        return root
    }

    /// The tiles that came or grew wider since ``publishedSize``, level by level; empty when no leaf came.
    package var unpublishedTiles: [Tile] {
        TreeLayout.changedTiles(from: publishedSize, to: size).map { coordinate in
            guard case .hashes(let level) = coordinate.kind else { preconditionFailure("only hashes were asked for") }
            let start = Int((coordinate.index - firstTile(level: level)) * UInt64(TileCoordinate.fullWidth))
            return Tile(coordinate, hashes: Array(edge[level][start..<start + coordinate.width]))
        }
    }

    /// Declares that ``unpublishedTiles`` are stored; they are forgotten, except for the partial ones.
    package mutating func markPublished() {
        for level in edge.indices {
            edge[level].removeFirst(edge[level].count / TileCoordinate.fullWidth * TileCoordinate.fullWidth)
        }
        publishedSize = size
    }

    /// Index of the tile at whose beginning the edge of `level` begins.
    private func firstTile(level: Int) -> UInt64 {
        TreeLayout.hashCount(level: level, size: publishedSize) / UInt64(TileCoordinate.fullWidth)
    }

    /// Root over hashes whose number is a power of two.
    private static func root(ofComplete hashes: ArraySlice<TreeHash>) -> TreeHash {
        var row = Array(hashes)
        while row.count > 1 {
            row = stride(from: 0, to: row.count, by: 2).map { .node(row[$0], row[$0 + 1]) }
        }
        return row[0]
    }
}
