import AuditJournal

/// Why the accounts of the console can't be read or kept.
package enum AccountStoreError: Error, Sendable, CustomStringConvertible {
    /// The disk refused.
    case storage(StorageError)
    /// The file is not one of ours; mend it, or move it away to begin without accounts.
    case unreadable(reason: String)

    package var description: String {
        switch self {
        case .storage(let error): "the console's accounts: \(error)"
        case .unreadable(let reason): "console/accounts.json can't be read: \(reason)"
        }
    }
}
