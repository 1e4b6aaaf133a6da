/// Rows of a picture that are kept, from top to bottom, counted anew after each step.
struct RowSelection: Hashable {
    /// Rows of the original picture; ascending, none empty.
    private(set) var ranges: [Range<Int>]

    /// All rows of a picture.
    init(all count: Int) {
        ranges = count > 0 ? [0..<count] : []
    }

    var count: Int { ranges.reduce(0) { $0 + $1.count } }

    /// The row of the original picture that is at `index` now.
    func original(_ index: Int) -> Int {
        var rest = index
        for range in ranges {
            if rest < range.count { return range.lowerBound + rest }
            rest -= range.count
        }
        preconditionFailure("the row is selected")
    }

    /// Keeps the rows in `kept`, which are counted as they are now.
    mutating func keep(_ kept: Range<Int>) {
        var begin = 0
        ranges = ranges.compactMap { range in
            defer { begin += range.count }
            let lower = max(kept.lowerBound - begin, 0)
            let upper = min(kept.upperBound - begin, range.count)
            return lower < upper ? range.lowerBound + lower..<range.lowerBound + upper : nil
        }
    }

    /// Takes the rows in `dropped` away.
    mutating func drop(_ dropped: Range<Int>) {
        var head = self
        var tail = self
        head.keep(0..<dropped.lowerBound)
        tail.keep(dropped.upperBound..<count)
        ranges = head.ranges + tail.ranges
    }
}
