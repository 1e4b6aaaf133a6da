import AuditEvents

/// A person as browsers name them.
package struct Person: Sendable, Hashable {
    /// The whole identity, such as `UserDirectory=LAB; UserId=anna`, as it was sent first; letter case tells nobody apart.
    package let identity: String

    /// The user directory, where the identity has one.
    package let directory: String?

    /// The user id within the directory, where the identity has one.
    package let userID: String?

    /// Reads an identity.
    package init(_ identity: String) {
        let parts = UserIdentity(identity)
        self.identity = identity
        directory = parts.directory
        userID = parts.id
    }

    /// Short form for people: `LAB\anna`, or the identity where it has no parts.
    package var displayName: String {
        guard let userID else { return identity }
        return directory.map { "\($0)\\\(userID)" } ?? userID
    }
}
