import MerkleLog

/// Why a tile of the log can't be had.
package enum TileReadError: Error, Sendable, CustomStringConvertible {
    /// The disk refused; trying again may help.
    case storage(StorageError)
    /// The file of its level ends before it.
    case missing(TileCoordinate)

    /// One line for the log.
    package var description: String {
        switch self {
        case .storage(let error): error.description
        case .missing(let coordinate): "the log lacks \(coordinate)"
        }
    }
}
