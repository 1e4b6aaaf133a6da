/// One mapping of a configuration file, seen through its schema.
///
/// A missing key reads as the schema's default. So does a value of the wrong shape, whose problem the schema check has
/// found already: thus the rest of the file can still be read and all problems reported at once. Asking for a key that
/// the schema doesn't have is our own bug and traps.
struct ConfigurationView {
    private let node: ConfigurationNode?
    private let object: ConfigurationObject
    private let path: String
    private let line: Int

    /// Creates the view of a file's root.
    init(root node: ConfigurationNode, object: ConfigurationObject) {
        self.init(node: node, object: object, path: "", line: node.line)
    }

    private init(node: ConfigurationNode?, object: ConfigurationObject, path: String, line: Int) {
        self.node = node
        self.object = object
        self.path = path
        self.line = line
    }

    /// The names of the keys as written.
    var writtenNames: [String] {
        guard case .mapping(let entries) = node?.content else { return [] }
        return entries.map(\.name)
    }

    /// Whether the key is in the file, whatever its value.
    func isWritten(_ name: String) -> Bool { node?.entry(name) != nil }

    /// Whether the key is in the file with the value `null`.
    func isNull(_ name: String) -> Bool {
        if case .null = node?.entry(name)?.value.content { true } else { false }
    }

    /// Whether the key is in the file with a text of no characters.
    func hasEmptyText(_ name: String) -> Bool {
        if case .text("") = node?.entry(name)?.value.content { true } else { false }
    }

    /// The dotted path of a key.
    func path(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    /// The line of a key, or of its mapping when it isn't written.
    func lineOfKey(_ name: String) -> Int { node?.entry(name)?.line ?? line }

    /// The mapping under `name`; an empty one when it isn't written.
    func object(_ name: String) -> ConfigurationView {
        guard let nested = key(name).shape.object else { preconditionFailure("\(path(name)) is no mapping") }
        let value = node?.entry(name)?.value
        return ConfigurationView(node: value, object: nested, path: path(name), line: lineOfKey(name))
    }

    /// The mappings of the list under `name`.
    func objects(_ name: String) -> [ConfigurationView] {
        guard let nested = key(name).shape.object else { preconditionFailure("\(path(name)) holds no mappings") }
        return items(name).enumerated().map { index, item in
            ConfigurationView(node: item, object: nested, path: "\(path(name))[\(index)]", line: item.line)
        }
    }

    /// The texts of the list under `name`; nil when it isn't written or null.
    func texts(_ name: String) -> [String]? {
        guard case .list = node?.entry(name)?.value.content else { return nil }
        return items(name).compactMap { item in
            if case .text(let text) = item.content { text } else { nil }
        }
    }

    /// The boolean under `name`.
    func boolean(_ name: String) -> Bool {
        if case .boolean(let value) = node?.entry(name)?.value.content { return value }
        guard case .boolean(let fallback) = key(name).fallback else { return false }
        return fallback
    }

    /// The number under `name`, if it is in range.
    func number(_ name: String) -> Double {
        let key = key(name)
        if case .number(let value, _) = node?.entry(name)?.value.content, Self.isAllowed(value, by: key.shape) {
            return value
        }
        guard case .number(let fallback) = key.fallback else { return 0 }
        return fallback
    }

    /// The whole number under `name`, if it is in range.
    func integer(_ name: String) -> Int { Int(exactly: number(name)) ?? 0 }

    /// The whole number under `name`; nil when it isn't written or null.
    func optionalInteger(_ name: String) -> Int? {
        guard case .number(let value, _) = node?.entry(name)?.value.content else { return nil }
        return Int(exactly: value)
    }

    /// The text under `name`.
    func text(_ name: String) -> String {
        if let text = optionalText(name) { return text }
        guard case .text(let fallback) = key(name).fallback else { return "" }
        return fallback
    }

    /// The text under `name`; nil when it isn't written.
    func optionalText(_ name: String) -> String? {
        _ = key(name)
        guard case .text(let text) = node?.entry(name)?.value.content else { return nil }
        return text
    }

    /// The text under a name that the schema needn't have: a section of another program.
    func foreignText(_ name: String) -> String? {
        guard case .text(let text) = node?.entry(name)?.value.content else { return nil }
        return text
    }

    private func items(_ name: String) -> [ConfigurationNode] {
        _ = key(name)
        guard case .list(let items) = node?.entry(name)?.value.content else { return [] }
        return Array(items.prefix(ConfigurationShape.maximumListItems))
    }

    private func key(_ name: String) -> ConfigurationKey {
        guard let key = object.key(name) else { preconditionFailure("the schema has no key \(path(name))") }
        return key
    }

    private static func isAllowed(_ value: Double, by shape: ConfigurationShape) -> Bool {
        switch shape {
        case .integer(let range): Int(exactly: value).map(range.contains) ?? false
        case .number(let range): value.isFinite && range.contains(value)
        case .numberChoice(let numbers): numbers.contains { Double($0) == value }
        case .nullable(let inner): isAllowed(value, by: inner)
        default: false
        }
    }
}
