/// One page of a search.
package struct SearchPage: Sendable, Hashable {
    /// The events, in the order that was asked for.
    package let rows: [EventSummary]

    /// Where the next page begins; nil when nothing follows.
    package let next: SearchPosition?

    /// How many events there are in all; counted up to a bound.
    package let total: EstimatedCount

    /// Whether the time bound ended the page early: ``next`` then goes on where the look ended.
    package let isPartial: Bool

    /// Puts a page together.
    package init(rows: [EventSummary], next: SearchPosition?, total: EstimatedCount, isPartial: Bool = false) {
        self.rows = rows
        self.next = next
        self.total = total
        self.isPartial = isPartial
    }
}
