/// Why a journal can't be opened; each is for the operator to solve.
package enum JournalOpenError: Error, Sendable, CustomStringConvertible {
    /// The folder can't be used, for example because another server has it.
    case directory(DataDirectoryError)
    /// The disk refused.
    case storage(StorageError)
    /// Stored evidence is not what was written, and it isn't the torn tail of a crash.
    case damaged(SegmentDamage)

    /// One line for the log.
    package var description: String {
        switch self {
        case .directory(let error): error.description
        case .storage(let error): "the journal can't be opened: \(error)"
        case .damaged(let damage): "the journal is damaged: \(damage)"
        }
    }

    init(_ error: JournalReadError) {
        switch error {
        case .storage(let error): self = .storage(error)
        case .damaged(let damage): self = .damaged(damage)
        }
    }
}
