import AuditJournal

/// Why a part of a package can't be read.
package enum EvidenceReadError: Error, Sendable, CustomStringConvertible {
    /// The disk refused; this says nothing about the package.
    case storage(StorageError)
    /// It has not the form that it must have: a finding.
    case malformed(String)

    /// One line for people.
    package var description: String {
        switch self {
        case .storage(let error): error.description
        case .malformed(let reason): reason
        }
    }
}
