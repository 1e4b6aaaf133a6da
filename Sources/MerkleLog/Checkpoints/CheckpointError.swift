/// Why a checkpoint can't be believed.
package enum CheckpointError: Error, Sendable, Hashable, CustomStringConvertible {
    /// It is no signed note, or its signatures are wrong.
    case note(NoteError)
    /// It has not three lines: origin, size and root.
    case incomplete
    /// A line is empty; counted from 1.
    case emptyLine(Int)
    /// It has more lines than are read.
    case tooManyLines(limit: Int)
    /// The size isn't a decimal number of leaves.
    case invalidSize
    /// The root isn't 32 bytes in Base64.
    case invalidRoot
    /// A tree without leaves has another root.
    case rootOfEmptyTree(TreeHash)
    /// A key was trusted for what its type can't do: logs sign notes, witnesses cosign.
    case unsuitableKey(KeyID, KeyType)
    /// It is the checkpoint of another log.
    case wrongOrigin(expected: String, found: String)

    /// One line for people.
    package var description: String {
        switch self {
        case .note(let error): error.description
        case .incomplete: "a checkpoint has three lines: origin, size and root"
        case .emptyLine(let line): "line \(line) of the checkpoint is empty"
        case .tooManyLines(let limit): "a checkpoint has at most \(limit) lines"
        case .invalidSize: "the size of the checkpoint is not a decimal number up to \(TreeLayout.maximumSize)"
        case .invalidRoot: "the root of the checkpoint is not 32 bytes in Base64"
        case .rootOfEmptyTree(let root): "the empty tree has not the root \(root)"
        case .unsuitableKey(let key, .note): "\(key) is a key for notes and can't be a witness"
        case .unsuitableKey(let key, .cosignature): "\(key) is a key for cosignatures and can't be that of a log"
        case .wrongOrigin(let expected, let found): "the checkpoint is that of \"\(found)\", not of \"\(expected)\""
        }
    }
}
