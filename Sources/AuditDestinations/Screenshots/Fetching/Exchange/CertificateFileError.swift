/// A certificate or key file that can't be used; the operator has to put it right.
package struct CertificateFileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file.
    package let path: String
    /// What is wrong with it.
    package let reason: String

    /// One line.
    package var description: String { "\(path) \(reason)" }
}
