/// A directory in which parts appear whole under their final names, also when a part replaces a smaller one of itself.
///
/// Order of a publication, and what a crash after each step leaves behind:
/// 1. ``create(_:)`` and writes: a file that no reader looks at; ``prepare(owner:)`` removes it at the next start.
/// 2. ``seal(_:)``: the same, durable.
/// 3. ``replace(_:as:)``: the part under its final name, whole, in place of an older state of the same part.
/// 4. ``sync()``: the final name survives a power cut. Only now may a cursor pass.
package protocol PartDirectory: Sendable {
    /// Where it is, for messages.
    var path: String { get }

    /// Makes a missing directory, removes temporary files of earlier processes, and makes sure that the directory holds
    /// the parts of no other log; returns the other log's id if it does.
    func prepare(owner logID: String) throws(PosixError) -> String?

    /// Begins a temporary file.
    func create(_ name: TemporaryName) throws(PosixError) -> PartFile

    /// Makes the content of a file durable.
    func seal(_ file: PartFile) throws(PosixError)

    /// Gives a temporary file its final name, in place of what has it.
    func replace(_ temporary: TemporaryName, as name: String) throws(PosixError)

    /// Takes a temporary file away; fine when it is gone already.
    func removeTemporary(_ name: TemporaryName) throws(PosixError)

    /// Names of all files.
    func names() throws(PosixError) -> [String]

    /// Removes a part.
    func remove(_ name: String) throws(PosixError)

    /// Makes all names durable.
    func sync() throws(PosixError)
}
