/// A certificate or key file that can't be used; the operator mends the file.
package struct TLSFilesError: Error, Sendable, CustomStringConvertible {
    /// The file in question.
    package let path: String

    /// What is wrong with it, never its contents.
    package let reason: String

    package var description: String { "\(path): \(reason)" }
}
