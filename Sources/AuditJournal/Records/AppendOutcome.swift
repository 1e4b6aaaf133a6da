import MerkleLog

/// What became of one submission; every case but `refused` is reported only once it is durable.
package enum AppendOutcome: Sendable, Hashable {
    /// Stored under this offset.
    case stored(JournalOffset)
    /// The same content is already stored under this offset; nothing was stored again.
    ///
    /// `leafHash` is that of the stored record, for submissions that want it.
    case duplicate(of: JournalOffset, leafHash: TreeHash? = nil)
    /// Other content is stored under this id at this offset; an `audit.conflict` record was appended.
    case conflict(with: JournalOffset)
    /// Not stored, and the sender may try again.
    case refused(JournalRefusal)
}
