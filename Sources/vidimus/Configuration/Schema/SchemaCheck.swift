/// Compares a configuration file with the schema and collects every difference.
struct SchemaCheck {
    private(set) var problems: [ConfigurationProblem] = []
    private let path: String

    /// Creates a check of the file at `path`, which is quoted in the problems.
    init(path: String) {
        self.path = path
    }

    /// Checks `node` against `shape`; `key` is the dotted path of keys down to it.
    mutating func check(_ node: ConfigurationNode, against shape: ConfigurationShape, key: String, line: Int) {
        switch (shape, node.content) {
        case (.nullable, .null): break
        case (.nullable(let inner), _): check(node, against: inner, key: key, line: line)
        case (.object(let object), .mapping(let entries)): check(entries, against: object, key: key, line: line)
        case (.list(let item), .list(let items)): check(items, each: item, key: key, line: line)
        case (.boolean, .boolean), (.secret, .text): break
        case (.integer(let range), .number(let value, _)):
            if let whole = Int(exactly: value), range.contains(whole) { break }
            add("must be a whole number, \(shape.allowed ?? "any")", shape, node, key, line)
        case (.number(let range), .number(let value, _)):
            if value.isFinite, range.contains(value) { break }
            add("must be a number, \(shape.allowed ?? "finite")", shape, node, key, line)
        case (.numberChoice(let numbers), .number(let value, _)):
            if numbers.contains(where: { Double($0) == value }) { break }
            add("must be one of \(shape.allowed ?? "")", shape, node, key, line)
        case (.choice(let words), .text(let text)):
            if words.contains(text) { break }
            add("must be one of \(words.joined(separator: ", "))" + hint(text, words), shape, node, key, line)
        case (.text(let rule), .text(let text)):
            if let problem = rule.problem(text) { add(problem, shape, node, key, line) }
        default:
            addTypeProblem(shape, node, key, line)
        }
    }

    private mutating func check(
        _ entries: [ConfigurationNode.Entry],
        against object: ConfigurationObject,
        key: String,
        line: Int
    ) {
        let names = entries.map(\.name)
        for entry in entries {
            let path = key.isEmpty ? entry.name : "\(key).\(entry.name)"
            if let known = object.key(entry.name) {
                check(entry.value, against: known.shape, key: path, line: entry.line)
            } else if let reason = object.refused[entry.name] {
                add(line: entry.line, key: path, reason)
            } else {
                checkUnknown(entry, in: object, key: path)
            }
        }
        for known in object.keys where known.fallback == .required && !names.contains(known.name) {
            let path = key.isEmpty ? known.name : "\(key).\(known.name)"
            add(line: line, key: path, "is missing and has no default (\(Self.expectation(of: known.shape)))")
        }
    }

    private mutating func checkUnknown(
        _ entry: ConfigurationNode.Entry,
        in object: ConfigurationObject,
        key: String
    ) {
        let names = object.keys.map(\.name)
        let suggestion = Suggestion.nearest(to: entry.name, among: names, maximumEdits: object.isOpen ? 2 : 8)
        if object.isOpen, suggestion == nil { return }
        if let suggestion {
            add(line: entry.line, key: key, "unknown key; did you mean \(suggestion)?")
        } else {
            add(line: entry.line, key: key, "unknown key; allowed are \(names.joined(separator: ", "))")
        }
    }

    private mutating func check(
        _ items: [ConfigurationNode],
        each shape: ConfigurationShape,
        key: String,
        line: Int
    ) {
        guard items.count <= ConfigurationShape.maximumListItems else {
            add(line: line, key: key, "has more than \(ConfigurationShape.maximumListItems) items")
            return
        }
        for (index, item) in items.enumerated() {
            check(item, against: shape, key: "\(key)[\(index)]", line: item.line)
        }
    }

    /// Adds a problem and quotes the value, except where it is a secret.
    private mutating func add(
        _ text: String,
        _ shape: ConfigurationShape,
        _ node: ConfigurationNode,
        _ key: String,
        _ line: Int
    ) {
        add(line: line, key: key, Self.quotation(of: node).map { "\($0) \(text)" } ?? text)
    }

    private mutating func add(line: Int, key: String, _ message: String) {
        problems.append(ConfigurationProblem(file: path, line: line, key: key, message: message))
    }

    private mutating func addTypeProblem(
        _ shape: ConfigurationShape,
        _ node: ConfigurationNode,
        _ key: String,
        _ line: Int
    ) {
        var message = "is \(node.kind) but must be \(Self.expectation(of: shape))"
        switch (shape, node.content) {
        case (.boolean, .text(let text)) where ["yes", "no", "on", "off"].contains(text.lowercased()):
            message += "; write true or false"
        case (.text, .number), (.text, .boolean), (.secret, .number), (.secret, .boolean), (.choice, .boolean):
            message += "; put it in quotes"
        case (.integer, .text(let text)), (.number, .text(let text)), (.numberChoice, .text(let text)):
            if Double(text) != nil { message += "; write it without quotes" }
        case (.list(let item), .text), (.list(let item), .number):
            message += "; write one \(item.name) per line, each behind a dash"
        case (.object, .null):
            message += "; remove the key or write its keys below it"
        default:
            break
        }
        add(line: line, key: key, message)
    }

    private func hint(_ text: String, _ words: [String]) -> String {
        Suggestion.nearest(to: text, among: words).map { "; did you mean \($0)?" } ?? ""
    }

    private static func expectation(of shape: ConfigurationShape) -> String {
        shape.allowed.map { "\(shape.name), \($0)" } ?? shape.name
    }

    /// The value as written, short enough for a line and without control characters.
    private static func quotation(of node: ConfigurationNode) -> String? {
        switch node.content {
        case .number(_, let text): text
        case .text(let text): "'" + ConfigurationProblem.printable(String(text.prefix(80))) + "'"
        default: nil
        }
    }
}
