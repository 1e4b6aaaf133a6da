/// Why a data folder can't be used.
package enum DataDirectoryError: Error, Sendable, CustomStringConvertible {
    /// Another process holds the lock.
    case inUse(path: String, processID: Int32?)
    /// The system refused.
    case storage(StorageError)

    /// One line for the log.
    package var description: String {
        switch self {
        case .inUse(let path, let processID):
            "\(path) is in use by another server" + (processID.map { " (pid \($0))" } ?? "")
        case .storage(let error):
            "the data folder can't be used: \(error)"
        }
    }
}
