/// A directory that a destination writes to, and the key that names it.
package struct DirectoryClaim: Sendable, Hashable {
    /// Name of the destination.
    package let destination: String

    /// The key beneath `Butler-SOS.auditEvents.destination`, at least one.
    package let keys: [String]

    /// The directory as configured.
    package let directory: String

    /// The last part of the key.
    package var lastKey: String { keys.last ?? "" }
}
