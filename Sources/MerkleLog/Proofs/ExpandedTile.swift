/// A tile with all nodes of the binary tree that stand for complete subtrees above its hashes.
struct ExpandedTile {
    /// By height above the hashes of the tile, 0…8.
    private let rows: [[TreeHash]]

    init(_ tile: Tile) {
        var rows = [tile.hashes]
        for height in 0..<Int(TreeLayout.heightPerLevel) {
            let below = rows[height]
            rows.append((0..<below.count / 2).map { .node(below[2 * $0], below[2 * $0 + 1]) })
        }
        self.rows = rows
    }

    /// The node over `1 << height` hashes of the tile, the `position`-th of its height.
    func node(height: Int, position: Int) -> TreeHash { rows[height][position] }
}
