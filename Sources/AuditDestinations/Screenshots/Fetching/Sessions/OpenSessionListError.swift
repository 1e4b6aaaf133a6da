/// The list of open sessions can't be read or written; pictures go on without it.
package struct OpenSessionListError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file.
    package let path: String
    /// What is wrong.
    package let reason: String

    /// One line.
    package var description: String { "\(path): \(reason)" }
}
