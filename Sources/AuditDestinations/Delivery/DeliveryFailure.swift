/// Why an action of the delivery loop failed.
package enum DeliveryFailure: Error, Sendable, Hashable {
    /// The destination, or the journal while the destination read its batch.
    case destination(DestinationError)
    /// The journal couldn't be read.
    case journal(reason: String)
    /// The cursor or the dead-letter file couldn't be read or written.
    case store(DeliveryStoreError)
}
