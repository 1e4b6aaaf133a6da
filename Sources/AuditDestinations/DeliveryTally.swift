/// What a range of the journal held for one destination; the numbers add up to its positions.
package struct DeliveryTally: Sendable, Hashable {
    /// Events handed to the destination.
    package var delivered = 0

    /// The server's own records, which are no rows themselves.
    package var ownRecords = 0

    /// Erased records, which have nothing left to deliver.
    package var tombstones = 0

    /// Records that stand in the dead-letter file.
    package var rejected = 0

    /// Events that are due later, at their outcome record.
    package var deferred = 0

    /// Starts at zero.
    package init(
        delivered: Int = 0,
        ownRecords: Int = 0,
        tombstones: Int = 0,
        rejected: Int = 0,
        deferred: Int = 0
    ) {
        self.deferred = deferred
        self.delivered = delivered
        self.ownRecords = ownRecords
        self.tombstones = tombstones
        self.rejected = rejected
    }

    /// Positions accounted for.
    package var positions: Int { delivered + ownRecords + tombstones + rejected + deferred }
}

extension DeliveryTally {
    /// Adds each of the numbers.
    package mutating func add(_ other: DeliveryTally) {
        delivered += other.delivered
        ownRecords += other.ownRecords
        tombstones += other.tombstones
        rejected += other.rejected
        deferred += other.deferred
    }

    /// What came on top of `earlier`.
    package func subtracting(_ earlier: DeliveryTally) -> DeliveryTally {
        DeliveryTally(
            delivered: delivered - earlier.delivered,
            ownRecords: ownRecords - earlier.ownRecords,
            tombstones: tombstones - earlier.tombstones,
            rejected: rejected - earlier.rejected,
            deferred: deferred - earlier.deferred
        )
    }
}
