/// A directory that didn't take a picture; others may have.
package struct StorageFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The directory, an absolute path.
    package let directory: String
    /// What went wrong, and the cure where there is one.
    package let reason: String

    /// One line for an operator.
    package var description: String { "\(directory): \(reason)" }

    /// Reports a directory.
    init(_ directory: String, _ reason: String) {
        self.directory = directory
        self.reason = reason
    }
}
