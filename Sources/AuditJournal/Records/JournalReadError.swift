/// Why durable records could not be read.
package enum JournalReadError: Error, Sendable, CustomStringConvertible {
    /// The disk refused; trying again may help.
    case storage(StorageError)
    /// What is on the disk is not what was written; nothing helps but a backup.
    case damaged(SegmentDamage)

    /// One line for the log.
    package var description: String {
        switch self {
        case .storage(let error): error.description
        case .damaged(let damage): damage.description
        }
    }
}
