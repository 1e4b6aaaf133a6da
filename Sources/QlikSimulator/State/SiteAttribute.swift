/// An attribute of a user, such as a group, that a ticket gives to the session.
package struct SiteAttribute: Sendable, Hashable {
    /// Name of the attribute.
    package let name: String

    /// Its value, which may be empty.
    package let value: String

    /// Creates an attribute.
    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
