/// Numbers of a page that never arrived: events that were lost on the way, kept back, or deleted before they came.
package struct SequenceGap: Sendable, Hashable {
    /// The page (browser tab).
    package let pageKey: String

    /// First missing number.
    package let first: Int64

    /// Last missing number.
    package let last: Int64

    /// Describes a gap.
    package init(pageKey: String, first: Int64, last: Int64) {
        self.pageKey = pageKey
        self.first = first
        self.last = last
    }

    /// How many numbers are missing.
    package var count: Int64 { last - first + 1 }
}
