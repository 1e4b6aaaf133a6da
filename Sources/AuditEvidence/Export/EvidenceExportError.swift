import AuditJournal
import MerkleLog

/// Why no package was made; nothing is left under its name.
package enum EvidenceExportError: Error, Sendable, CustomStringConvertible {
    /// There is a file of this name already.
    case alreadyThere(name: String)
    /// More files than an archive can have: fewer pictures have to be chosen.
    case tooManyFiles(limit: Int)
    /// More bytes than an archive can have: fewer records have to be chosen.
    case tooLarge(limitBytes: Int)
    /// The disk refused.
    case storage(StorageError)
    /// The journal can't be read.
    case journal(JournalReadError)
    /// The log has no checkpoint yet, or one that can't be used.
    case checkpoint(reason: String)
    /// The signing key of the log can't be used.
    case key(reason: String)
    /// The log's tree can't be read.
    case tree(reason: String)
    /// The record in the journal is not the one in the log.
    case notInLog(JournalOffset)
    /// A record has a form that no server writes.
    case unusable(JournalOffset)

    /// One line for people, with what to do.
    package var description: String {
        switch self {
        case .alreadyThere(let name): "\(name) is there already; nothing was overwritten"
        case .tooManyFiles(let limit):
            "a package has at most \(limit) files: choose fewer records, such as a shorter time"
        case .tooLarge(let limit):
            "a package has at most \(limit) bytes: choose fewer records, such as a shorter time"
        case .storage(let error): error.description
        case .journal(let error): error.description
        case .checkpoint(let reason): "the log's checkpoint can't be used: \(reason)"
        case .key(let reason): "the log's key can't be used: \(reason)"
        case .tree(let reason): "the log's tree can't be read: \(reason); 'vidimus verify' says more"
        case .notInLog(let offset):
            "record \(offset) of the journal is not the one in the log; 'vidimus verify' says more"
        case .unusable(let offset): "record \(offset) has a form that no server writes"
        }
    }
}
