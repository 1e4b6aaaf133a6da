/// A directory that a destination may not have.
package struct DirectoryConflict: Sendable, Hashable, CustomStringConvertible {
    /// Who wants it.
    package let claim: DirectoryClaim

    /// Why not, and what to do.
    package let message: String

    /// `key: message`.
    package var description: String {
        let key = (["Butler-SOS.auditEvents.destination"] + claim.keys).joined(separator: ".")
        return ConfigurationProblem.printable("\(key): \(message)")
    }
}
