import MerkleLog

/// Grows the tree that the records give, and compares it with the stored hashes and with signed roots.
///
/// Three things speak of every record: the record itself, the stored tree, and the signed root of a checkpoint. Where they
/// disagree, the root decides which of the other two was changed.
struct TreeCheck {
    /// What a signed root says of records and stored tree.
    enum Judgement {
        /// The records are those that were signed; these stored hashes are not.
        case records(HashesToBlame)
        /// The stored tree is the one that was signed; the records under these leaves are not.
        case tree(recordsToBlame: [HashDifference], HashesToBlame)
        /// Neither gives this root; the last one on which they agreed had this size.
        case neither(since: UInt64)
    }

    /// Stored hashes that contradict both records and root.
    typealias HashesToBlame = [HashDifference]

    private var stored: StoredHashes
    private var grower = TreeGrower()
    /// The tree at the last root with which records or stored tree agreed.
    private var agreed = TreeGrower()
    private var differences = HashDifferences()
    /// Leaves whose hashes must be stored; what lies beyond was never published.
    private let publishedSize: UInt64

    /// Compares with what `tiles` hold of a tree of which `publishedSize` leaves were published.
    init(_ tiles: TileFiles, publishedSize: UInt64) {
        stored = StoredHashes(tiles)
        self.publishedSize = publishedSize
    }

    /// Leaves so far.
    var size: UInt64 { grower.size }

    /// Adds the leaf of the next record; for nil, a record that can't be read, the stored one stands in.
    mutating func append(_ leaf: TreeHash?) throws(StorageError) {
        let index = grower.size
        let known = index < publishedSize ? try stored.hash(level: 0, index: index) : nil
        let leaf = leaf ?? known ?? .emptyTree
        if index < publishedSize, leaf != known { differences.add(level: 0, index: index, isMissing: known == nil) }
        grower.append(leaf)
        guard grower.size % UInt64(TileCoordinate.fullWidth) == 0 else { return }
        try compareNodes()
        grower.markPublished()
    }

    /// Compares the hashes above the leaves that the last leaf completed.
    private mutating func compareNodes() throws(StorageError) {
        for tile in grower.unpublishedTiles {
            guard case .hashes(let level) = tile.coordinate.kind, level > 0, let node = tile.hashes.last else {
                continue
            }
            let index = tile.coordinate.index * UInt64(TileCoordinate.fullWidth) + UInt64(tile.coordinate.width - 1)
            guard (index + 1) << UInt64(8 * level) <= publishedSize else { continue }
            let known = try stored.hash(level: level, index: index)
            if known != node { differences.add(level: level, index: index, isMissing: known == nil) }
        }
    }

    /// Compares with a root that was signed for the present size.
    mutating func judge(_ root: TreeHash) throws(StorageError) -> Judgement {
        if grower.root == root {
            agreed = grower
            return .records(differences.removeAll(below: size))
        }
        guard let tree = try storedTree(), tree.root == root else { return .neither(since: agreed.size) }
        (grower, agreed) = (tree, tree)
        let found = differences.removeAll(below: size)
        let leaves = found.filter { $0.level == 0 }
        // A node above a changed record differs because of that record.
        let nodes = found.filter { node in
            node.level > 0 && !leaves.contains { $0.leaves.overlaps(node.leaves) }
        }
        return .tree(recordsToBlame: leaves, nodes)
    }

    /// What no root has decided: hashes of published leaves that records and stored tree tell differently.
    mutating func undecided() -> [HashDifference] {
        differences.removeAll(below: publishedSize)
    }

    /// The tree that the stored leaves give from the last agreement up to the present size; nil when some are missing.
    private mutating func storedTree() throws(StorageError) -> TreeGrower? {
        var tree = agreed
        while tree.size < grower.size {
            guard let leaf = try stored.hash(level: 0, index: tree.size) else { return nil }
            tree.append(leaf)
            if tree.size % UInt64(TileCoordinate.fullWidth) == 0 { tree.markPublished() }
        }
        return tree
    }
}
