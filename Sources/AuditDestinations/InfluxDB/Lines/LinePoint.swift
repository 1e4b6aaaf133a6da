/// One point, before it is written as a line.
package struct LinePoint: Sendable, Hashable {
    /// A name and a text; neither is empty.
    package struct Tag: Sendable, Hashable {
        /// Name of the tag.
        package let key: String
        /// Its text.
        package var value: String
    }

    /// A name and a typed value.
    package struct Field: Sendable, Hashable {
        /// Name of the field, not empty.
        package let key: String
        /// Its value.
        package let value: LineFieldValue
    }

    /// The measurement.
    package let measurement: String

    /// The tags; keys are unique.
    package private(set) var tags: [Tag] = []

    /// The fields; keys are unique.
    package private(set) var fields: [Field] = []

    /// Nanoseconds since 1970-01-01 UTC.
    package let nanoseconds: Int64

    /// A point without tags and fields.
    package init(measurement: String, nanoseconds: Int64) {
        self.measurement = measurement
        self.nanoseconds = nanoseconds
    }

    /// Sets a tag, in place of one or a field of the same name; does nothing without a value.
    package mutating func setTag(_ key: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        fields.removeAll { $0.key == key }
        if let index = tags.firstIndex(where: { $0.key == key }) {
            tags[index].value = value
        } else {
            tags.append(Tag(key: key, value: value))
        }
    }

    /// Adds a field; does nothing without a value, or when a tag has the name.
    package mutating func addField(_ key: String, _ value: LineFieldValue?) {
        guard let value, !tags.contains(where: { $0.key == key }) else { return }
        fields.append(Field(key: key, value: value))
    }

    /// Adds a text field; empty texts are left out.
    package mutating func addField(_ key: String, text: String?) {
        guard let text, !text.isEmpty else { return }
        addField(key, .string(text))
    }
}
