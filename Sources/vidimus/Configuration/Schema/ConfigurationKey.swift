/// One key of the configuration: its shape, its default and what it means.
package struct ConfigurationKey: Sendable {
    /// The key as written in the file.
    package let name: String

    /// What its value may look like.
    package let shape: ConfigurationShape

    /// What holds when the key is missing.
    package let fallback: ConfigurationFallback

    /// The meaning in a sentence or two, with units.
    package let meaning: String

    /// Creates a key that has a default.
    package init(
        _ name: String,
        _ shape: ConfigurationShape,
        default fallback: ConfigurationFallback,
        _ meaning: String
    ) {
        self.name = name
        self.shape = shape
        self.fallback = fallback
        self.meaning = meaning
    }

    /// Creates a key for a nested mapping, whose keys have their own defaults.
    package init(_ name: String, _ keys: [ConfigurationKey], _ meaning: String, refused: [String: String] = [:]) {
        let object = ConfigurationObject(keys: keys, refused: refused)
        self.init(name, .object(object), default: .described("see its keys"), meaning)
    }
}
