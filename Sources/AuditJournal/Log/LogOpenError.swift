import MerkleLog

/// Why the log can't go on from what is on the disk; each is for the operator to solve.
package enum LogOpenError: Error, Sendable, CustomStringConvertible {
    /// The disk refused.
    case storage(StorageError)
    /// The journal could not be read.
    case journal(JournalReadError)
    /// A file of checkpoints holds something that this log never signed.
    case unreadableCheckpoint(file: String, reason: String)
    /// The newest checkpoint that was published is missing in the file that keeps them all.
    case historyCut(published: UInt64, kept: UInt64)
    /// Two checkpoints of one size have different roots.
    case forked(size: UInt64)
    /// The newest checkpoint covers records that the journal lacks.
    case journalShortened(covered: UInt64, end: JournalOffset)
    /// A record that a checkpoint covers is not the one that it was.
    case recordChanged(JournalOffset)
    /// The tiles don't give the root of the newest checkpoint.
    case damagedTiles(size: UInt64, reason: String)

    /// One line for the log.
    package var description: String {
        switch self {
        case .storage(let error): "the log can't be opened: \(error)"
        case .journal(let error): "the log can't be opened: \(error)"
        case .unreadableCheckpoint(let file, let reason): "log/\(file) is damaged: \(reason)"
        case .historyCut(let published, let kept):
            "log/checkpoints was rolled back: it ends with a tree of \(kept) records, but one of \(published) was published"
        case .forked(let size):
            "the log was forked: log/checkpoint and log/checkpoints have different roots for \(size) records"
        case .journalShortened(let covered, let end):
            "the journal was shortened or rolled back: a signed checkpoint covers \(covered) records, the journal has "
                + "\(end); records \(end) to \(covered - 1) are missing"
        case .recordChanged(let offset):
            "record \(offset) of the journal is not the one that a signed checkpoint covers: journal or log was replaced"
        case .damagedTiles(let size, let reason):
            "the tiles in log/ don't give the signed root of \(size) records (\(reason)); 'vidimus rebuild log' makes "
                + "them again if the journal proves what they must be"
        }
    }
}
