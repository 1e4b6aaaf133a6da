/// Why a proof proves nothing.
package enum ProofError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The tree is too small to have a leaf at this index.
    case indexBeyondTree(index: UInt64, size: UInt64)
    /// A tree can't be consistent with a smaller one that came later.
    case sizesReversed(old: UInt64, new: UInt64)
    /// A proof for this place has exactly `expected` hashes.
    case wrongLength(expected: Int, found: Int)
    /// The proof leads to another root than that of the tree.
    case rootMismatch(expected: TreeHash, computed: TreeHash)
    /// The proof leads to another root than that of the older tree.
    case oldRootMismatch(expected: TreeHash, computed: TreeHash)

    /// One line for people.
    package var description: String {
        switch self {
        case .indexBeyondTree(let index, let size): "a tree of size \(size) has no leaf \(index)"
        case .sizesReversed(let old, let new): "a tree of size \(old) does not become one of size \(new)"
        case .wrongLength(let expected, let found): "the proof has \(found) hashes instead of \(expected)"
        case .rootMismatch(let expected, let computed): "the proof leads to root \(computed), not to \(expected)"
        case .oldRootMismatch(let expected, let computed):
            "the proof leads to old root \(computed), not to \(expected)"
        }
    }
}
