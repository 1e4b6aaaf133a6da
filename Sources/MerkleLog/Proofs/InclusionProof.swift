/// Hashes that lead from one leaf to the root of a tree: RFC 9162, section 2.1.3.
package struct InclusionProof: Sendable, Hashable {
    /// Position of the leaf, from 0.
    package let index: UInt64
    /// Leaves of the tree.
    package let size: UInt64
    /// From the sibling of the leaf up to the child of the root.
    package let hashes: [TreeHash]

    /// Takes what is said to be a proof; nothing is checked before ``verify(leaf:root:)``.
    package init(index: UInt64, size: UInt64, hashes: [TreeHash]) {
        self.index = index
        self.size = size
        self.hashes = hashes
    }

    /// Returns when the tree with `root` has `leaf` at ``index``.
    package func verify(leaf: TreeHash, root: TreeHash) throws(ProofError) {
        let computed = try self.root(ofLeaf: leaf)
        guard computed == root else { throw .rootMismatch(expected: root, computed: computed) }
    }

    /// The root to which the hashes lead from `leaf`: the algorithm of RFC 9162, section 2.1.3.2.
    package func root(ofLeaf leaf: TreeHash) throws(ProofError) -> TreeHash {
        guard index < size else { throw .indexBeyondTree(index: index, size: size) }
        let expected = Self.length(index: index, size: size)
        guard hashes.count == expected else { throw .wrongLength(expected: expected, found: hashes.count) }
        var place = index
        var last = size - 1
        var root = leaf
        for hash in hashes {
            if place & 1 == 1 || place == last {
                root = .node(hash, root)
                // A node at the right edge without a sibling is carried up unchanged.
                while place & 1 == 0 && place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                root = .node(root, hash)
            }
            place >>= 1
            last >>= 1
        }
        precondition(last == 0, "a proof of the right length ends at the root")
        return root
    }

    /// Hashes that a proof for this place has.
    ///
    /// Below the level where the paths of the leaf and of the last leaf meet, each level has a sibling; above it, only
    /// those to the left.
    static func length(index: UInt64, size: UInt64) -> Int {
        let shared = UInt64.bitWidth - (index ^ (size - 1)).leadingZeroBitCount
        return shared + (index >> shared).nonzeroBitCount
    }
}
