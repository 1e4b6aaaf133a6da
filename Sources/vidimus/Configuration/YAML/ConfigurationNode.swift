/// One value of a configuration file with the place it was written at.
struct ConfigurationNode {
    /// What the value is, after the core schema of YAML 1.2 has been applied to plain scalars.
    indirect enum Content {
        case null
        case boolean(Bool)
        /// A number; `text` is how it was written.
        case number(Double, text: String)
        case text(String)
        case list([ConfigurationNode])
        case mapping([Entry])
    }

    /// One key of a mapping and its value.
    struct Entry {
        let name: String
        /// The line of the key, counted from 1.
        let line: Int
        let value: ConfigurationNode
    }

    /// The line of the value, counted from 1.
    let line: Int

    let content: Content

    /// The value under `name`, if this is a mapping that has it.
    func entry(_ name: String) -> Entry? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.name == name }
    }

    /// What the value is, in a word for error messages.
    var kind: String {
        switch content {
        case .null: "null"
        case .boolean: "a boolean"
        case .number: "a number"
        case .text: "text"
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }
}
