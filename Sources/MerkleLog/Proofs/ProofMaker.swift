/// Makes proofs for one size of a tree out of its tiles.
///
/// It keeps the tiles that it read last, at most ``maximumTiles``, so that proofs for neighbouring leaves read and hash
/// each tile once. The tiles are believed: whoever wants to know whether they are those of a checkpoint compares
/// ``root()`` with it, or verifies the proofs.
package struct ProofMaker<Failure: Error> {
    /// Tiles that are kept: about one megabyte.
    package static var maximumTiles: Int { 64 }

    /// Leaves of the tree.
    package let size: UInt64
    private let read: (TileCoordinate) throws(Failure) -> Tile
    private var tiles: [TileCoordinate: ExpandedTile] = [:]

    /// Makes proofs for the tree of `size`.
    ///
    /// `tile` reads a tile as wide as a tree of this size has it; a wider one of the same place will do.
    package init(size: UInt64, tile: @escaping (TileCoordinate) throws(Failure) -> Tile) {
        precondition(size <= TreeLayout.maximumSize, "no journal has so many records")
        self.size = size
        read = tile
    }

    /// Root of the tree.
    package mutating func root() throws(Failure) -> TreeHash {
        size == 0 ? .emptyTree : try subtree(start: 0, count: size)
    }

    /// Hash of the leaf at `index`, which is less than ``size``.
    package mutating func leaf(at index: UInt64) throws(Failure) -> TreeHash {
        precondition(index < size, "the tree has no such leaf")
        return try node(height: 0, position: index)
    }

    /// PATH(index, D[size]) of RFC 9162, section 2.1.3.1; `index` is less than ``size``.
    package mutating func inclusion(of index: UInt64) throws(Failure) -> InclusionProof {
        precondition(index < size, "the tree has no such leaf")
        var hashes: [TreeHash] = []
        var (start, count) = (UInt64(0), size)
        while count > 1 {
            let left = Self.leftCount(of: count)
            if index - start < left {
                hashes.append(try subtree(start: start + left, count: count - left))
                count = left
            } else {
                hashes.append(try subtree(start: start, count: left))
                start += left
                count -= left
            }
        }
        return InclusionProof(index: index, size: size, hashes: hashes.reversed())
    }

    /// PROOF(oldSize, D[size]) of RFC 9162, section 2.1.4.1; `oldSize` is not greater than ``size``.
    package mutating func consistency(from oldSize: UInt64) throws(Failure) -> ConsistencyProof {
        precondition(oldSize <= size, "the tree was never greater than it is")
        var hashes: [TreeHash] = []
        if 0 < oldSize, oldSize < size {
            var (start, count) = (UInt64(0), size)
            while oldSize - start < count {
                let left = Self.leftCount(of: count)
                if oldSize - start <= left {
                    hashes.append(try subtree(start: start + left, count: count - left))
                    count = left
                } else {
                    hashes.append(try subtree(start: start, count: left))
                    start += left
                    count -= left
                }
            }
            // The old tree as a whole is known to whoever asks.
            if start > 0 { hashes.append(try subtree(start: start, count: count)) }
        }
        return ConsistencyProof(oldSize: oldSize, newSize: size, hashes: hashes.reversed())
    }

    /// Leaves of the left child: the greatest power of two below `count`, which is at least 2.
    private static func leftCount(of count: UInt64) -> UInt64 {
        1 << UInt64(UInt64.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }

    /// MTH(D[start:start + count]) of a subtree of this tree: complete ones, each half as great as the one before or
    /// less, joined from the right.
    private mutating func subtree(start: UInt64, count: UInt64) throws(Failure) -> TreeHash {
        var rest = count
        var root: TreeHash?
        while rest > 0 {
            let height = UInt64(rest.trailingZeroBitCount)
            rest -= 1 << height
            let hash = try node(height: height, position: (start + rest) >> height)
            root = root.map { .node(hash, $0) } ?? hash
        }
        guard let root else { preconditionFailure("a subtree has leaves") }
        return root
    }

    /// The `position`-th complete subtree of `1 << height` leaves.
    private mutating func node(height: UInt64, position: UInt64) throws(Failure) -> TreeHash {
        let level = Int(height / TreeLayout.heightPerLevel)
        let heightInTile = height % TreeLayout.heightPerLevel
        let perTile = UInt64(TileCoordinate.fullWidth) >> heightInTile
        let tile = try tile(level: level, index: position / perTile)
        return tile.node(height: Int(heightInTile), position: Int(position % perTile))
    }

    private mutating func tile(level: Int, index: UInt64) throws(Failure) -> ExpandedTile {
        guard let coordinate = TreeLayout.tile(level: level, index: index, size: size) else {
            preconditionFailure("a subtree of the tree is in its tiles")
        }
        if let known = tiles[coordinate] { return known }
        let tile = try read(coordinate)
        precondition(tile.coordinate.covers(coordinate), "\(coordinate) was asked for, not \(tile.coordinate)")
        let expanded = ExpandedTile(tile)
        if tiles.count == Self.maximumTiles { tiles.removeAll(keepingCapacity: true) }
        tiles[coordinate] = expanded
        return expanded
    }
}
