/// Names and values from the configuration that every row carries.
package struct StaticTags: Sendable, Hashable {
    /// One name and its value.
    package struct Tag: Sendable, Hashable {
        /// The tag's name, not empty.
        package let name: String
        /// The tag's value, not empty.
        package let value: String
    }

    /// No tags.
    package static let none = StaticTags([])

    /// The tags in the order in which their names first came.
    package let tags: [Tag]
    /// The tags as a compact JSON object, nil when there are none.
    package let jsonText: String?

    /// Takes pairs whose name and value aren't empty; the last value of equal names wins.
    package init(_ pairs: [(name: String, value: String)]) {
        var tags: [Tag] = []
        for (name, value) in pairs where !name.isEmpty && !value.isEmpty {
            if let index = tags.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
                tags[index] = Tag(name: name, value: value)
            } else {
                tags.append(Tag(name: name, value: value))
            }
        }
        self.tags = tags
        guard !tags.isEmpty else {
            jsonText = nil
            return
        }
        var writer = JSONWriter()
        writer.beginObject()
        for tag in tags {
            writer.key(tag.name)
            writer.string(tag.value)
        }
        writer.endObject()
        jsonText = writer.text
    }
}
