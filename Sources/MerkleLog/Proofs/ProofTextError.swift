/// Why a text is not the proof that it is said to be, or proves nothing.
package enum ProofTextError: Error, Sendable, Hashable, CustomStringConvertible {
    /// It is longer than any such text.
    case tooLong(limit: Int)
    /// It doesn't begin with the line that names its kind.
    case wrongHeader(expected: String)
    /// A line, counted from 1, is not what comes at this place.
    case malformed(line: Int, expected: String)
    /// It has more hashes than any tree is high.
    case tooManyHashes(limit: Int)
    /// The checkpoint in it is none, or can't be believed.
    case checkpoint(CheckpointError)
    /// The hashes in it don't lead to the root of the checkpoint.
    case proof(ProofError)

    /// One line for people.
    package var description: String {
        switch self {
        case .tooLong(let limit): "a proof has at most \(limit) bytes"
        case .wrongHeader(let expected): "it does not begin with \"\(expected)\""
        case .malformed(let line, let expected): "line \(line) is not \(expected)"
        case .tooManyHashes(let limit): "a proof has at most \(limit) hashes"
        case .checkpoint(let error): error.description
        case .proof(let error): error.description
        }
    }
}
