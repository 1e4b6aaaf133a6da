import MerkleLog

/// The definitions of RFC 6962, section 2.1, word for word, with subtrees remembered.
struct NaiveTree {
    let leaves: [TreeHash]
    private var known: [Range<Int>: TreeHash] = [:]

    init(_ leaves: [TreeHash]) {
        self.leaves = leaves
    }

    /// Leaves that tell nothing and differ.
    static func numbered(_ count: Int) -> NaiveTree {
        NaiveTree((0..<count).map { TreeHash.leaf("leaf \($0)".utf8) })
    }

    /// MTH(D[0:size]).
    mutating func root(size: Int) -> TreeHash { mth(0..<size) }

    /// MTH(D[range]).
    mutating func mth(_ range: Range<Int>) -> TreeHash {
        if range.isEmpty { return .emptyTree }
        if range.count == 1 { return leaves[range.lowerBound] }
        if let hash = known[range] { return hash }
        let middle = range.lowerBound + Self.split(range.count)
        let hash = TreeHash.node(mth(range.lowerBound..<middle), mth(middle..<range.upperBound))
        known[range] = hash
        return hash
    }

    /// PATH(index, D[range]), the index counted from the beginning of the range.
    mutating func path(_ index: Int, _ range: Range<Int>) -> [TreeHash] {
        if range.count == 1 { return [] }
        let count = Self.split(range.count)
        let middle = range.lowerBound + count
        if index < count { return path(index, range.lowerBound..<middle) + [mth(middle..<range.upperBound)] }
        return path(index - count, middle..<range.upperBound) + [mth(range.lowerBound..<middle)]
    }

    /// SUBPROOF(size, D[range], isWhole).
    mutating func subproof(_ size: Int, _ range: Range<Int>, _ isWhole: Bool) -> [TreeHash] {
        if size == range.count { return isWhole ? [] : [mth(range)] }
        let count = Self.split(range.count)
        let middle = range.lowerBound + count
        if size <= count {
            return subproof(size, range.lowerBound..<middle, isWhole) + [mth(middle..<range.upperBound)]
        }
        return subproof(size - count, middle..<range.upperBound, false) + [mth(range.lowerBound..<middle)]
    }

    /// The greatest power of two below the count.
    private static func split(_ count: Int) -> Int {
        var split = 1
        while 2 * split < count { split *= 2 }
        return split
    }
}
