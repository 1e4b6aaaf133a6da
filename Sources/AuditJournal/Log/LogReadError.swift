import MerkleLog

/// Why a question about the log has no answer.
package enum LogReadError: Error, Sendable, CustomStringConvertible {
    /// A tile can't be read.
    case tile(TileReadError)
    /// A record can't be read.
    case journal(JournalReadError)
    /// Record, tiles and checkpoint contradict each other: something was altered; `vidimus verify` says what.
    case altered(JournalOffset, ProofError)

    /// One line for the log.
    package var description: String {
        switch self {
        case .tile(let error): error.description
        case .journal(let error): error.description
        case .altered(let offset, let error): "record \(offset) is not what the log says: \(error)"
        }
    }
}
