/// Why a question has no answer, named by what the caller does next.
package enum CatalogError: Error, Sendable, CustomStringConvertible {
    /// Ask for less: the time bound ended the question.
    case tooSlow
    /// Ask later: the catalog is being built or is not open.
    case notReady(reason: String)
    /// Look at the disk, or delete the catalog so that it is built again.
    case failed(reason: String)

    /// One line for people.
    package var description: String {
        switch self {
        case .tooSlow: "this takes too long; narrow the question down, by time for instance"
        case .notReady(let reason): "the catalog is not ready: \(reason)"
        case .failed(let reason): "the catalog could not be read: \(reason)"
        }
    }
}
