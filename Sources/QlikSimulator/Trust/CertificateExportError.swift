/// Certificates couldn't be written; whoever asked for them names another place or makes room.
package struct CertificateExportError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was being written.
    package let path: String

    /// The system's error number.
    package let code: Int32

    package var description: String { "can't write \(path): error \(code) of the system" }
}
