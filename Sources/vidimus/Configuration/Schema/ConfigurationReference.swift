/// Writes the tables of `docs/configuration.md` from the schema, so that the two can't differ.
package enum ConfigurationReference {
    /// Every key with its dotted path, in the order of the schema; list items have `[]` behind the list's name.
    package static func keys() -> [(path: String, key: ConfigurationKey)] {
        keys(of: ConfigurationSchema.root, below: "")
    }

    /// One row of a Markdown table for each key: key, type, default, allowed values and meaning.
    package static func rows() -> [String] {
        keys().map { path, key in
            let type = key.shape.allowed.map { "\(key.shape.name): \($0)" } ?? key.shape.name
            return "| `\(path)` | \(type) | \(key.fallback.description) | \(key.meaning) |"
        }
    }

    private static func keys(
        of object: ConfigurationObject,
        below parent: String
    ) -> [(path: String, key: ConfigurationKey)] {
        object.keys.flatMap { key in
            let path = parent.isEmpty ? key.name : "\(parent).\(key.name)"
            guard let nested = key.shape.object else { return [(path, key)] }
            return [(path, key)] + keys(of: nested, below: key.shape.isList ? "\(path)[]" : path)
        }
    }
}

extension ConfigurationShape {
    fileprivate var isList: Bool {
        switch self {
        case .list: true
        case .nullable(let shape): shape.isList
        default: false
        }
    }
}
