/// What a frame holds; the raw value is the byte on disk.
package enum RecordKind: UInt8, Sendable, Hashable {
    /// A browser's envelope, exactly as received.
    case envelope = 1
    /// A record of the server itself.
    case own = 2
    /// A record whose salt and content were erased; commitment, event id and receive time remain.
    case tombstone = 3
}
