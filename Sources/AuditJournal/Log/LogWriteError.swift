/// Why a publication failed; the next attempt opens the log folder again.
package enum LogWriteError: Error, Sendable, CustomStringConvertible {
    /// The disk refused.
    case storage(StorageError)
    /// The journal could not be read.
    case journal(JournalReadError)
    /// What is on the disk is not what was written.
    case open(LogOpenError)

    /// One line for the log.
    package var description: String {
        switch self {
        case .storage(let error): error.description
        case .journal(let error): error.description
        case .open(let error): error.description
        }
    }
}
