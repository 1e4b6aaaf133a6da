/// Why the log has no identity; each is for the operator to solve.
package enum LogIdentityError: Error, Sendable, CustomStringConvertible {
    /// The origin is empty, too long, or has a space, a control character or a plus sign.
    case invalidOrigin(String)
    /// The key was made for another origin.
    case originMismatch(stored: String, configured: String)
    /// There are records, whose receipts bear the name of a key that is gone.
    case missing(journal: String)
    /// The key file is damaged.
    case unreadable(reason: String)
    /// The file with the hand-overs from key to key is damaged.
    case unreadableRotation(reason: String)
    /// The disk refused.
    case storage(StorageError)

    /// One line for the log.
    package var description: String {
        switch self {
        case .invalidOrigin(let origin):
            "\"\(origin)\" can't name a log: 1 to 200 bytes without spaces and plus signs"
        case .originMismatch(let stored, let configured):
            "the log is called \"\(stored)\" since its first start and can't become \"\(configured)\""
        case .missing(let journal):
            "keys/log.key is missing, but \(journal) has records: put the key back from a backup (a new log needs an "
                + "empty data directory)"
        case .unreadable(let reason): "keys/log.key can't be used: \(reason)"
        case .unreadableRotation(let reason): "log/key-rotations can't be used: \(reason)"
        case .storage(let error): "the log's key can't be used: \(error)"
        }
    }
}
