/// Why a submission was not stored; the sender may repeat it later.
package enum JournalRefusal: Error, Sendable, Hashable {
    /// More bytes wait than the queue may hold.
    case queueFull(limitBytes: Int)
    /// The id is stored with other bytes, and too many such repeats came at once to compare this one too.
    case comparisonsFull(limitBytes: Int)
    /// No space left for the journal.
    case diskFull
    /// A read, write or sync failed; whether anything reached the disk is unknown.
    case storageFailed(reason: String)
    /// The journal is shutting down.
    case closed
}
