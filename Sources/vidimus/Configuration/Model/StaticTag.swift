/// A constant name and value that a destination adds to every row.
package struct StaticTag: Sendable, Hashable {
    /// Name of the tag.
    package var name: String

    /// Value of the tag.
    package var value: String

    /// Creates a tag.
    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    /// The tags of a block, as written; the last of equal names is meant to win.
    static func list(_ block: ConfigurationView) -> [StaticTag] {
        block.objects("staticTags").map { StaticTag(name: $0.text("name"), value: $0.text("value")) }
    }
}
