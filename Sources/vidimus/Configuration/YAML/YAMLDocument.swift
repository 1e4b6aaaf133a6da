import Yams

/// Turns the text of a configuration file into a tree, or into the reason why it can't be one.
///
/// Everything is bounded: the text, the nesting (by the YAML library), and the number of values that aliases expand to.
struct YAMLDocument {
    /// The largest file, in bytes of UTF-8.
    static let maximumBytes = 1 << 20

    /// The most values that a file may hold once its aliases are expanded.
    static let maximumNodes = 20_000

    /// The deepest nesting of mappings and lists.
    static let maximumDepth = 64

    private var nodeCount = 0

    private init() {}

    /// Reads the one document of `text`.
    static func read(_ text: String) throws(YAMLFault) -> ConfigurationNode {
        guard text.utf8.count <= maximumBytes else {
            throw YAMLFault(line: 1, reason: "the file is larger than \(maximumBytes) bytes")
        }
        try AliasKeyGuard.check(text)
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw YAMLFault(error, in: text)
        }
        guard let root else { throw YAMLFault(line: 1, reason: "the file is empty; write keys, or leave out --config") }
        var document = YAMLDocument()
        return try document.convert(root, fallbackLine: 1, depth: 0)
    }

    private mutating func convert(_ node: Node, fallbackLine: Int, depth: Int) throws(YAMLFault) -> ConfigurationNode {
        let line = node.mark?.line ?? fallbackLine
        nodeCount += 1
        guard nodeCount <= Self.maximumNodes else {
            throw YAMLFault(
                line: line,
                reason: "the file holds more than \(Self.maximumNodes) values, aliases expanded"
            )
        }
        guard depth <= Self.maximumDepth else {
            throw YAMLFault(line: line, reason: "the nesting is deeper than \(Self.maximumDepth) levels")
        }
        switch node {
        case .scalar(let scalar):
            return ConfigurationNode(line: line, content: Self.content(of: scalar))
        case .sequence(let sequence):
            var items: [ConfigurationNode] = []
            for item in sequence { items.append(try convert(item, fallbackLine: line, depth: depth + 1)) }
            return ConfigurationNode(line: line, content: .list(items))
        case .mapping(let mapping):
            let entries = try convertEntries(of: mapping, line: line, depth: depth)
            return ConfigurationNode(line: line, content: .mapping(entries))
        case .alias:
            throw YAMLFault(line: line, reason: "the alias is not resolved")
        }
    }

    private mutating func convertEntries(
        of mapping: Node.Mapping,
        line: Int,
        depth: Int
    ) throws(YAMLFault) -> [ConfigurationNode.Entry] {
        var entries: [ConfigurationNode.Entry] = []
        var merged: [ConfigurationNode.Entry] = []
        for (key, value) in mapping {
            let keyLine = key.mark?.line ?? line
            guard case .scalar(let scalar) = key else {
                throw YAMLFault(line: keyLine, reason: "a key must be plain text, not a list or a mapping")
            }
            let node = try convert(value, fallbackLine: keyLine, depth: depth + 1)
            if scalar.string == "<<", scalar.style == .plain {
                merged += try Self.mergedEntries(of: node, line: keyLine)
            } else {
                entries.append(ConfigurationNode.Entry(name: scalar.string, line: keyLine, value: node))
            }
        }
        var names = Set(entries.map(\.name))
        for entry in merged where names.insert(entry.name).inserted { entries.append(entry) }
        return entries
    }

    /// The entries that a merge key (`<<: *defaults`) brings; written keys and earlier mappings win.
    private static func mergedEntries(
        of node: ConfigurationNode,
        line: Int
    ) throws(YAMLFault) -> [ConfigurationNode.Entry] {
        switch node.content {
        case .mapping(let entries):
            return entries
        case .list(let items):
            var entries: [ConfigurationNode.Entry] = []
            for item in items {
                guard case .mapping(let more) = item.content else { break }
                entries += more
            }
            return entries
        default:
            throw YAMLFault(line: line, reason: "the merge key << needs a mapping or a list of mappings")
        }
    }

    private static func content(of scalar: Node.Scalar) -> ConfigurationNode.Content {
        guard scalar.style == .plain else { return .text(scalar.string) }
        // A plain scalar with the explicit tag !!str is text, whatever it looks like.
        let implicit = CoreScalar.content(ofPlain: scalar.string)
        if case .text = implicit { return implicit }
        return scalar.tag.description == "tag:yaml.org,2002:str" ? .text(scalar.string) : implicit
    }
}
