/// The cursor or the dead-letter file couldn't be read or written.
package struct DeliveryStoreError: Error, Sendable, Hashable {
    /// What failed and why, for a person to read.
    package let reason: String

    /// Carries the reason.
    package init(reason: String) {
        self.reason = reason
    }
}
