/// Differences that nobody has explained yet, neighbours taken together.
struct HashDifferences {
    /// So many are told apart; what comes after them is added to the last one of its level, as a range.
    static let maximumCount = 10_000

    private var byLevel: [Int: [HashDifference]] = [:]

    /// Notes one hash; within a level, in ascending order.
    mutating func add(level: Int, index: UInt64, isMissing: Bool) {
        var known = byLevel[level, default: []]
        let last = known.indices.last
        if let last,
            known[last].indexes.upperBound == index && known[last].isMissing == isMissing
                || known.count >= Self.maximumCount
        {
            known[last].indexes = known[last].indexes.lowerBound..<index + 1
        } else {
            known.append(HashDifference(level: level, indexes: index..<index + 1, isMissing: isMissing))
        }
        byLevel[level] = known
    }

    /// Whether there is any.
    var isEmpty: Bool { byLevel.values.allSatisfy(\.isEmpty) }

    /// Takes out those that lie wholly below `size` leaves, lower levels first.
    mutating func removeAll(below size: UInt64) -> [HashDifference] {
        var removed: [HashDifference] = []
        for level in byLevel.keys.sorted() {
            guard let known = byLevel[level] else { continue }
            removed += known.filter { $0.leaves.upperBound <= size }
            byLevel[level] = known.filter { $0.leaves.upperBound > size }
        }
        return removed
    }
}
