/// An app, a sheet or an object: what it is called in events, and how people know it.
package struct NamedThing: Sendable, Hashable {
    /// The id as it was sent; for an app without one, its name.
    package let id: String

    /// The newest name or title; nil when no event told one.
    package let name: String?

    /// The visualization of an object, such as `barchart`; nil for apps, sheets and where no event told it.
    package let type: String?

    /// Describes a thing.
    package init(id: String, name: String?, type: String? = nil) {
        self.id = id
        self.name = name
        self.type = type
    }

    /// The name, or the id where there is none.
    package var displayName: String { name ?? id }
}
