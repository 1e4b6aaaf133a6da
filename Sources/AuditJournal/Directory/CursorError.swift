/// Why a cursor can't be read or saved.
package enum CursorError: Error, Sendable, CustomStringConvertible {
    /// The name can't be a file name here.
    case invalidName(String)
    /// The disk refused.
    case storage(StorageError)
    /// The file is there, but not a cursor; an operator has to look.
    case unreadable(name: String, reason: String)

    /// One line for the log.
    package var description: String {
        switch self {
        case .invalidName(let name): "a destination can't be called \"\(name)\""
        case .storage(let error): "the cursor can't be used: \(error)"
        case .unreadable(let name, let reason):
            "cursors/\(name).json is not a cursor: \(reason); stop the server, move the destination's files"
                + " away and run 'vidimus rebuild \(name)'"
        }
    }
}
