/// A mapping of the configuration with the keys it may have.
package struct ConfigurationObject: Sendable {
    /// The keys, in the order of the reference.
    package let keys: [ConfigurationKey]

    /// Keys that people may expect here, and why there are none of that name.
    package let refused: [String: String]

    /// Whether keys beyond these are somebody else's and left alone.
    package let isOpen: Bool

    /// Creates the mapping.
    package init(keys: [ConfigurationKey], refused: [String: String] = [:], isOpen: Bool = false) {
        self.keys = keys
        self.refused = refused
        self.isOpen = isOpen
    }

    /// The key called `name`, if there is one.
    package func key(_ name: String) -> ConfigurationKey? {
        keys.first { $0.name == name }
    }
}
