/// A directory in which files appear whole, under names that are never taken away from another file.
///
/// Order of a publication, and what a crash after each step leaves behind:
/// 1. ``writeTemporary(_:_:)``: a durable file that no reader looks at; ``prepare()`` removes it at the next start.
/// 2. ``publish(_:as:)``: the file under its final name, whole; the name may be gone after a power cut, not the content.
/// 3. ``removeTemporary(_:)``: nothing is left over.
/// 4. ``sync()``: the final name survives a power cut. Only now may a cursor pass.
package protocol PublishingDirectory: Sendable {
    /// Where it is, for messages.
    var path: String { get }

    /// Makes a missing directory and removes temporary files that an earlier process left behind, no others.
    func prepare() throws(PosixError)

    /// Makes a missing directory; cheap when there is one.
    func make() throws(PosixError)

    /// Writes a new file and makes its content durable.
    func writeTemporary(_ name: TemporaryName, _ bytes: [UInt8]) throws(PosixError)

    /// Gives a temporary file its final name as well; false, changing nothing, when the name is taken.
    func publish(_ temporary: TemporaryName, as name: String) throws(PosixError) -> Bool

    /// Takes the temporary name away; fine when it is gone already.
    func removeTemporary(_ name: TemporaryName) throws(PosixError)

    /// Returns the content of a file, or nil when there is none; at most `maximumBytes` bytes of it.
    func read(_ name: String, maximumBytes: Int) throws(PosixError) -> [UInt8]?

    /// Makes all names durable.
    func sync() throws(PosixError)
}
