import MerkleLog

/// The leaves that the records of a segment give, as far as the records can be read.
package struct SegmentLeaves: Sendable, Hashable {
    /// Offset of the first one.
    package let firstOffset: JournalOffset
    /// By local index; ``TreeHash/emptyTree`` in the place of a record that can't be read.
    package private(set) var hashes: [TreeHash] = []
    /// Local indexes of records that can't be read, ascending.
    package private(set) var unreadable: [Int] = []

    /// Starts without leaves.
    init(firstOffset: JournalOffset) {
        self.firstOffset = firstOffset
    }

    /// Adds the leaf of the next record; nil when that can't be read.
    mutating func append(_ leaf: TreeHash?) {
        if leaf == nil { unreadable.append(hashes.count) }
        hashes.append(leaf ?? .emptyTree)
    }
}
