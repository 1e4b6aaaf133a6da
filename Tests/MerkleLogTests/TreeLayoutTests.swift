import AuditTesting
import MerkleLog
import Testing

@Suite(.inTurn) struct TreeLayoutTests {
    @Test func aTreeOf70000LeavesHasTheTilesOfTheSpecification() {
        let tiles = Array(TreeLayout.tiles(ofSize: 70_000))
        #expect(tiles.count { $0.kind == .hashes(level: 0) && $0.isFull } == 273)
        #expect(
            tiles.filter { !$0.isFull || $0.kind != .hashes(level: 0) } == [
                TileCoordinate(.hashes(level: 0), index: 273, width: 112),
                TileCoordinate(.hashes(level: 1), index: 0),
                TileCoordinate(.hashes(level: 1), index: 1, width: 17),
                TileCoordinate(.hashes(level: 2), index: 0, width: 1),
            ]
        )
        #expect(TreeLayout.changedBundles(from: 0, to: 70_000).count { _ in true } == 274)
        #expect(TreeLayout.rightEdge(ofSize: 70_000).map(\.width) == [112, 17, 1])
        #expect(
            Array(TreeLayout.tiles(ofSize: 256)) == [
                TileCoordinate(.hashes(level: 0), index: 0), TileCoordinate(.hashes(level: 1), index: 0, width: 1),
            ]
        )
        #expect(Array(TreeLayout.tiles(ofSize: 0)) == [])
        #expect(Array(TreeLayout.changedBundles(from: 0, to: 0)) == [])
    }

    @Test func whatChangesIsWhatTheGreaterTreeHasAndTheSmallerHasNot() {
        var random = SeededGenerator(seed: 17)
        for _ in 0..<2_000 {
            let new = UInt64.random(in: 0...200_000, using: &random)
            let old = UInt64.random(in: 0...new, using: &random)
            let before = Set(TreeLayout.tiles(ofSize: old))
            let expected = TreeLayout.tiles(ofSize: new).filter { !before.contains($0) }
            #expect(Array(TreeLayout.changedTiles(from: old, to: new)) == expected, "\(old) → \(new)")
        }
    }

    @Test func theGreatestTreeHasAnEdgeToo() {
        let size = TreeLayout.maximumSize - 1
        #expect(TreeLayout.rightEdge(ofSize: size).map(\.width) == [255, 255, 255, 255, 255, 255, 255, 63])
        #expect(TreeLayout.rightEdge(ofSize: size).allSatisfy { TreeLayout.contains($0, size: size) })
        #expect(
            TreeLayout.changedTiles(from: size, to: size + 1).map(\.width) == [256, 256, 256, 256, 256, 256, 256, 64]
        )
    }

    @Test func onlyTilesOfTheTreeAreContained() {
        #expect(TreeLayout.contains(TileCoordinate(.entries, index: 1, width: 44), size: 300))
        #expect(!TreeLayout.contains(TileCoordinate(.entries, index: 1, width: 43), size: 300))
        #expect(!TreeLayout.contains(TileCoordinate(.entries, index: 2, width: 1), size: 300))
        #expect(!TreeLayout.contains(TileCoordinate(.hashes(level: 63), index: 0), size: 300))
        #expect(!TreeLayout.contains(TileCoordinate(.hashes(level: 0), index: TileCoordinate.maximumIndex), size: 300))
        #expect(TreeLayout.bundle(index: 0, size: 0) == nil)
    }
}
