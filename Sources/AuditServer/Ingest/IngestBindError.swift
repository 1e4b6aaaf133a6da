/// The ingest door could not be bound; the operator frees the port or names another.
package struct IngestBindError: Error, Sendable, CustomStringConvertible {
    /// The address as configured.
    package let host: String

    /// The port as configured.
    package let port: Int

    /// What the system said.
    package let reason: String

    package var description: String { "cannot listen on \(host):\(port): \(reason)" }
}
