import AuditTesting
import MerkleLog
import Testing

@Suite(.inTurn) struct TreeGrowerTests {
    @Test func everySizeHasTheRootOfTheDefinitionAndItsTilesGiveItToo() throws {
        var tree = NaiveTree.numbered(600)
        var grower = TreeGrower()
        var stored = StoredTiles()
        for size in 0...600 {
            #expect(grower.root == tree.root(size: size))
            try stored.store(grower.unpublishedTiles)
            grower.markPublished()
            #expect(grower.unpublishedTiles.isEmpty)
            var maker = ProofMaker(size: UInt64(size), tile: stored.read)
            #expect(try maker.root() == tree.root(size: size))
            if size < 600 { grower.append(tree.leaves[size]) }
        }
    }

    @Test func tilesAreWrittenInAnyStepsAndHoldWhatTheDefinitionSays() throws {
        var tree = NaiveTree.numbered(70_000)
        var random = SeededGenerator(seed: 3)
        var grower = TreeGrower()
        var stored = StoredTiles()
        while grower.size < 70_000 {
            // One step in three fails to be written and comes again, wider.
            let step = min(70_000 - Int(grower.size), Int.random(in: 1...2_000, using: &random))
            for _ in 0..<step { grower.append(tree.leaves[Int(grower.size)]) }
            guard grower.size == 70_000 || Int.random(in: 0..<3, using: &random) > 0 else { continue }
            try stored.store(grower.unpublishedTiles)
            grower.markPublished()
        }
        #expect(grower.root == tree.root(size: 70_000))
        for coordinate in TreeLayout.tiles(ofSize: 70_000) {
            let tile = try stored.read(coordinate)
            guard case .hashes(let level) = coordinate.kind else { continue }
            let leaves = 1 << (8 * level)
            for (position, hash) in tile.hashes.enumerated() {
                let start = (Int(coordinate.index) * 256 + position) * leaves
                guard hash == tree.mth(start..<start + leaves) else {
                    Issue.record("\(coordinate) at \(position)")
                    break
                }
            }
        }
    }

    @Test func everySizeIsRestoredFromItsEdgeAndGrowsOnTheSame() throws {
        var tree = NaiveTree.numbered(1_200)
        var grower = TreeGrower()
        var stored = StoredTiles()
        for size in 0...600 {
            try stored.store(grower.unpublishedTiles)
            grower.markPublished()
            var restored = try TreeGrower(size: UInt64(size), tile: stored.read)
            #expect(restored.root == tree.root(size: size))
            #expect(restored.unpublishedTiles.isEmpty)
            for leaf in tree.leaves[size..<size + 300] { restored.append(leaf) }
            #expect(restored.root == tree.root(size: size + 300))
            var original = grower
            for leaf in tree.leaves[size..<size + 300] { original.append(leaf) }
            #expect(restored.unpublishedTiles == original.unpublishedTiles)
            grower.append(tree.leaves[size])
        }
    }

    @Test(arguments: [65_535, 65_536, 65_537, 131_072, 140_001])
    func greaterSizesAreRestoredToo(size: Int) throws {
        var tree = NaiveTree.numbered(size + 300)
        var grower = TreeGrower()
        for leaf in tree.leaves.prefix(size) { grower.append(leaf) }
        var stored = StoredTiles()
        try stored.store(grower.unpublishedTiles)
        var restored = try TreeGrower(size: UInt64(size), tile: stored.read)
        #expect(restored.root == tree.root(size: size))
        for leaf in tree.leaves.dropFirst(size) { restored.append(leaf) }
        #expect(restored.root == tree.root(size: size + 300))
    }

    @Test func aWiderTileOfAGreaterTreeRestoresTheSmallerOne() throws {
        var tree = NaiveTree.numbered(600)
        var grower = TreeGrower()
        for leaf in tree.leaves { grower.append(leaf) }
        let tiles = grower.unpublishedTiles
        for size in stride(from: 1, through: 600, by: 7) {
            let restored = try TreeGrower(size: UInt64(size)) { coordinate in
                try #require(tiles.first { $0.coordinate.covers(coordinate) })
            }
            #expect(restored.root == tree.root(size: size))
        }
    }

    @Test func aDamagedEdgeGivesAnotherRoot() throws {
        let tree = NaiveTree.numbered(70_001)
        var grower = TreeGrower()
        for leaf in tree.leaves { grower.append(leaf) }
        var stored = StoredTiles()
        try stored.store(grower.unpublishedTiles)
        for damaged in TreeLayout.rightEdge(ofSize: grower.size) {
            for position in 0..<damaged.width {
                let other = try TreeGrower(size: grower.size) { coordinate in
                    let tile = try stored.read(coordinate)
                    guard coordinate == damaged else { return tile }
                    var hashes = tile.hashes
                    hashes[position] = .emptyTree
                    return Tile(coordinate, hashes: hashes)
                }
                #expect(other.root != grower.root)
            }
        }
    }
}
