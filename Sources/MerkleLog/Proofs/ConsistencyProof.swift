/// Hashes that show that a tree was only appended to since it was smaller: RFC 9162, section 2.1.4.
package struct ConsistencyProof: Sendable, Hashable {
    /// Leaves of the smaller tree.
    package let oldSize: UInt64
    /// Leaves of the greater tree.
    package let newSize: UInt64
    /// The nodes in the order of the RFC; none when a size is 0 or both are the same.
    package let hashes: [TreeHash]

    /// Takes what is said to be a proof; nothing is checked before ``verify(oldRoot:newRoot:)``.
    package init(oldSize: UInt64, newSize: UInt64, hashes: [TreeHash]) {
        self.oldSize = oldSize
        self.newSize = newSize
        self.hashes = hashes
    }

    /// Returns when the tree with `newRoot` begins with the leaves of the tree with `oldRoot`.
    ///
    /// The empty tree is consistent with every tree, without a proof; its root is ``TreeHash/emptyTree``.
    package func verify(oldRoot: TreeHash, newRoot: TreeHash) throws(ProofError) {
        guard oldSize <= newSize else { throw .sizesReversed(old: oldSize, new: newSize) }
        let expected = Self.length(old: oldSize, new: newSize)
        guard hashes.count == expected else { throw .wrongLength(expected: expected, found: hashes.count) }
        if oldSize == 0 {
            guard oldRoot == .emptyTree else { throw .oldRootMismatch(expected: oldRoot, computed: .emptyTree) }
            guard newSize > 0 || newRoot == .emptyTree else {
                throw .rootMismatch(expected: newRoot, computed: .emptyTree)
            }
            return
        }
        if oldSize == newSize {
            guard oldRoot == newRoot else { throw .rootMismatch(expected: newRoot, computed: oldRoot) }
            return
        }
        let (old, new) = roots(from: oldRoot)
        guard old == oldRoot else { throw .oldRootMismatch(expected: oldRoot, computed: old) }
        guard new == newRoot else { throw .rootMismatch(expected: newRoot, computed: new) }
    }

    /// The roots to which the hashes lead: the algorithm of RFC 9162, section 2.1.4.2, for 0 < old < new.
    private func roots(from oldRoot: TreeHash) -> (old: TreeHash, new: TreeHash) {
        // When the old tree is a node of the new one, the proof doesn't repeat its root.
        let path = oldSize.nonzeroBitCount == 1 ? [oldRoot] + hashes : hashes
        var place = oldSize - 1
        var last = newSize - 1
        while place & 1 == 1 {
            place >>= 1
            last >>= 1
        }
        var old = path[0]
        var new = path[0]
        for hash in path.dropFirst() {
            if place & 1 == 1 || place == last {
                old = .node(hash, old)
                new = .node(hash, new)
                while place & 1 == 0 && place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                new = .node(new, hash)
            }
            place >>= 1
            last >>= 1
        }
        precondition(last == 0, "a proof of the right length ends at the root")
        return (old, new)
    }

    /// Hashes that a proof between these sizes has, for old ≤ new.
    ///
    /// It is the proof that the last leaf of the old tree is in the new one, beginning at the greatest complete subtree
    /// that ends with this leaf.
    static func length(old: UInt64, new: UInt64) -> Int {
        guard 0 < old, old < new else { return 0 }
        let skipped = old.trailingZeroBitCount
        let isNode = old == 1 << skipped
        return InclusionProof.length(index: old - 1, size: new) - skipped + (isNode ? 0 : 1)
    }
}
