import AuditTesting
import MerkleLog
import Testing

@Suite(.inTurn) struct ProofTests {
    private static func tiles(of tree: NaiveTree, size: Int) -> [TileCoordinate: Tile] {
        var grower = TreeGrower()
        for leaf in tree.leaves.prefix(size) { grower.append(leaf) }
        return Dictionary(uniqueKeysWithValues: grower.unpublishedTiles.map { ($0.coordinate, $0) })
    }

    private static func maker(of tree: NaiveTree, size: Int) -> ProofMaker<any Error> {
        let tiles = tiles(of: tree, size: size)
        return ProofMaker(size: UInt64(size)) { try #require(tiles[$0]) }
    }

    @Test func everyLeafOfEverySizeHasTheProofOfTheDefinition() throws {
        var tree = NaiveTree.numbered(600)
        for size in 1...600 {
            var maker = Self.maker(of: tree, size: size)
            let root = tree.root(size: size)
            for index in 0..<size {
                let proof = try maker.inclusion(of: UInt64(index))
                guard proof.hashes == tree.path(index, 0..<size) else {
                    Issue.record("leaf \(index) of \(size)")
                    continue
                }
                try proof.verify(leaf: tree.leaves[index], root: root)
            }
        }
    }

    @Test func everyPairOfSizesHasTheProofOfTheDefinition() throws {
        var tree = NaiveTree.numbered(600)
        for size in 1...600 {
            var maker = Self.maker(of: tree, size: size)
            let root = tree.root(size: size)
            for old in 1...size {
                let proof = try maker.consistency(from: UInt64(old))
                guard proof.hashes == tree.subproof(old, 0..<size, true) else {
                    Issue.record("\(old) → \(size)")
                    continue
                }
                try proof.verify(oldRoot: tree.root(size: old), newRoot: root)
            }
        }
    }

    @Test func proofsOfGreaterTreesAreRightToo() throws {
        var tree = NaiveTree.numbered(140_000)
        var random = SeededGenerator(seed: 21)
        for _ in 0..<6 {
            let size = Int.random(in: 65_000...140_000, using: &random)
            var maker = Self.maker(of: tree, size: size)
            for _ in 0..<200 {
                let index = Int.random(in: 0..<size, using: &random)
                let inclusion = try maker.inclusion(of: UInt64(index))
                #expect(inclusion.hashes == tree.path(index, 0..<size))
                try inclusion.verify(leaf: try maker.leaf(at: UInt64(index)), root: try maker.root())
                let consistency = try maker.consistency(from: UInt64(index + 1))
                #expect(consistency.hashes == tree.subproof(index + 1, 0..<size, true))
                try consistency.verify(oldRoot: tree.root(size: index + 1), newRoot: try maker.root())
            }
        }
    }

    @Test func noChangedInclusionProofIsBelieved() throws {
        var tree = NaiveTree.numbered(600)
        var random = SeededGenerator(seed: 77)
        for size in Array(1...70) + [127, 128, 129, 255, 256, 257, 511, 512, 513, 599, 600] {
            var maker = Self.maker(of: tree, size: size)
            let root = tree.root(size: size)
            for index in Set([0, size / 2, size - 1, Int.random(in: 0..<size, using: &random)]) {
                let proof = try maker.inclusion(of: UInt64(index))
                let leaf = tree.leaves[index]
                func refuses(_ proof: InclusionProof, leaf: TreeHash, root: TreeHash, _ what: String) {
                    let isBelieved = Self.isBelieved { () throws(ProofError) in
                        try proof.verify(leaf: leaf, root: root)
                    }
                    guard isBelieved else { return }
                    Issue.record("\(what), leaf \(index) of \(size)")
                }
                refuses(proof, leaf: .emptyTree, root: root, "leaf")
                refuses(proof, leaf: leaf, root: .emptyTree, "root")
                for changed in Self.changes(of: proof.hashes, root: root) {
                    let other = InclusionProof(index: proof.index, size: proof.size, hashes: changed)
                    refuses(other, leaf: leaf, root: root, "hashes")
                }
                for other in 0...(size + 1) where other != index {
                    let moved = InclusionProof(index: UInt64(other), size: proof.size, hashes: proof.hashes)
                    refuses(moved, leaf: leaf, root: root, "index \(other)")
                }
                // The size is not bound by the hashes but by the checkpoint; a wrong one that makes a path of another
                // form is noticed here already.
                for other in 0...(2 * size + 1) {
                    let moved = InclusionProof(index: proof.index, size: UInt64(other), hashes: proof.hashes)
                    let form = index < other ? Self.turns(index, other) : []
                    guard other <= index || form != Self.turns(index, size) else { continue }
                    refuses(moved, leaf: leaf, root: root, "size \(other)")
                }
            }
        }
    }

    @Test func noChangedConsistencyProofIsBelieved() throws {
        var tree = NaiveTree.numbered(600)
        for size in Array(1...40) + [64, 65, 255, 256, 257, 600] {
            var maker = Self.maker(of: tree, size: size)
            let root = tree.root(size: size)
            for old in Set([1, 2, 3, size / 2, size - 1, size]) where (1...size).contains(old) {
                let proof = try maker.consistency(from: UInt64(old))
                let oldRoot = tree.root(size: old)
                func refuses(_ proof: ConsistencyProof, _ oldRoot: TreeHash, _ root: TreeHash, _ what: String) {
                    let isBelieved = Self.isBelieved { () throws(ProofError) in
                        try proof.verify(oldRoot: oldRoot, newRoot: root)
                    }
                    guard isBelieved else { return }
                    Issue.record("\(what), \(old) → \(size)")
                }
                refuses(proof, .emptyTree, root, "old root")
                refuses(proof, oldRoot, .emptyTree, "root")
                if old < size { refuses(proof, root, oldRoot, "swapped roots") }
                for changed in Self.changes(of: proof.hashes, root: root) {
                    let other = ConsistencyProof(oldSize: proof.oldSize, newSize: proof.newSize, hashes: changed)
                    refuses(other, oldRoot, root, "hashes")
                }
                let reversed = ConsistencyProof(
                    oldSize: proof.newSize + 1,
                    newSize: proof.newSize,
                    hashes: proof.hashes
                )
                refuses(reversed, oldRoot, root, "sizes")
            }
        }
    }

    @Test func theEmptyTreeIsConsistentWithAllAndNeedsNoProof() throws {
        var tree = NaiveTree.numbered(9)
        var maker = Self.maker(of: tree, size: 9)
        let proof = try maker.consistency(from: 0)
        #expect(proof.hashes.isEmpty)
        try proof.verify(oldRoot: .emptyTree, newRoot: tree.root(size: 9))
        #expect(throws: ProofError.self) { try proof.verify(oldRoot: tree.leaves[0], newRoot: tree.root(size: 9)) }
        let empty = ConsistencyProof(oldSize: 0, newSize: 0, hashes: [])
        try empty.verify(oldRoot: .emptyTree, newRoot: .emptyTree)
        #expect(throws: ProofError.self) { try empty.verify(oldRoot: .emptyTree, newRoot: tree.leaves[0]) }
        let padded = ConsistencyProof(oldSize: 0, newSize: 9, hashes: [.emptyTree])
        #expect(throws: ProofError.wrongLength(expected: 0, found: 1)) {
            try padded.verify(oldRoot: .emptyTree, newRoot: tree.root(size: 9))
        }
        #expect(throws: ProofError.indexBeyondTree(index: 0, size: 0)) {
            try InclusionProof(index: 0, size: 0, hashes: []).verify(leaf: .emptyTree, root: .emptyTree)
        }
    }

    @Test func anyNumbersAreJudgedWithoutACrash() {
        var random = SeededGenerator(seed: 1234)
        func number() -> UInt64 { random.next() >> UInt64.random(in: 0..<64, using: &random) }
        for _ in 0..<20_000 {
            let hashes = [TreeHash](repeating: .emptyTree, count: Int(number() & 63))
            let inclusion = InclusionProof(index: number(), size: number(), hashes: hashes)
            let (first, second) = (TreeHash.leaf([1]), TreeHash.leaf([2]))
            let isIncluded = Self.isBelieved { () throws(ProofError) in
                try inclusion.verify(leaf: first, root: second)
            }
            let consistency = ConsistencyProof(oldSize: number(), newSize: number(), hashes: hashes)
            let isConsistent = Self.isBelieved { () throws(ProofError) in
                try consistency.verify(oldRoot: first, newRoot: second)
            }
            if isIncluded || isConsistent { Issue.record("\(inclusion) \(consistency)") }
        }
    }

    @Test func neighboursShareTheTilesThatWereRead() throws {
        let tree = NaiveTree.numbered(3_000)
        let tiles = Self.tiles(of: tree, size: 3_000)
        var reads = 0
        var maker = ProofMaker<any Error>(size: 3_000) { coordinate in
            reads += 1
            return try #require(tiles[coordinate])
        }
        for index in 0..<3_000 { _ = try maker.inclusion(of: UInt64(index)) }
        #expect(reads == tiles.count)
    }

    private static func isBelieved(_ verification: () throws(ProofError) -> Void) -> Bool {
        do throws(ProofError) {
            try verification()
            return true
        } catch {
            return false
        }
    }

    /// Every hash with one bit changed, left out, doubled and exchanged with the next; one more at either end.
    private static func changes(of hashes: [TreeHash], root: TreeHash) -> [[TreeHash]] {
        var changes = [hashes + [root], [root] + hashes, hashes + [.emptyTree]]
        for position in hashes.indices {
            var bytes = hashes[position].bytes
            bytes[position % 32] ^= 1 << (position % 8)
            var changed = hashes
            if let hash = TreeHash(bytes: bytes) { changed[position] = hash }
            changes.append(changed)
            changes.append(Array(hashes[..<position] + hashes[(position + 1)...]))
            changes.append(Array(hashes[...position] + hashes[position...]))
            if position + 1 < hashes.count {
                var exchanged = hashes
                exchanged.swapAt(position, position + 1)
                changes.append(exchanged)
            }
        }
        return changes
    }

    /// Whether each sibling on the way up stands left; levels without a sibling count for nothing.
    private static func turns(_ index: Int, _ size: Int) -> [Bool] {
        var (index, last, turns) = (index, size - 1, [Bool]())
        while last > 0 {
            if index & 1 == 1 { turns.append(true) } else if index < last { turns.append(false) }
            index >>= 1
            last >>= 1
        }
        return turns
    }
}
