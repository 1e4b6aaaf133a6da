/// What is gathered while a file becomes a configuration: problems, notes, and the ways to secrets.
struct ConfigurationReading {
    /// The path of the file, quoted in problems.
    let path: String

    /// The environment that `${NAME}` looks into.
    let environment: [String: String]

    /// Reads the text of a secret's file; throws when it can't.
    let readFile: (String) throws -> String

    /// Tells which paths are one.
    let paths: PathResolver

    private(set) var problems: [ConfigurationProblem] = []
    private(set) var notes: [ConfigurationNote] = []

    /// Creates an empty reading of the file at `path`.
    init(
        path: String,
        environment: [String: String],
        paths: PathResolver,
        readFile: @escaping (String) throws -> String
    ) {
        self.path = path
        self.environment = environment
        self.paths = paths
        self.readFile = readFile
    }

    /// Takes over the problems that a check of the schema found.
    mutating func add(_ found: [ConfigurationProblem]) {
        problems += found
    }

    /// Adds a problem with the key `name` of `view`.
    mutating func problem(_ view: ConfigurationView, _ name: String, _ message: String) {
        let line = view.lineOfKey(name)
        problems.append(ConfigurationProblem(file: path, line: line, key: view.path(name), message: message))
    }

    /// Adds a note about the key `name` of `view`.
    mutating func note(_ level: ConfigurationNote.Level, _ view: ConfigurationView, _ name: String, _ message: String) {
        let line = view.isWritten(name) ? view.lineOfKey(name) : nil
        notes.append(ConfigurationNote(level, line: line, key: view.path(name), message))
    }

    /// The text under `name`, which `reason` makes necessary; adds a problem when it is missing or empty.
    mutating func requiredText(_ view: ConfigurationView, _ name: String, _ reason: String) -> String {
        if let text = view.optionalText(name), !text.isEmpty { return text }
        if !view.isWritten(name) {
            problem(view, name, "is missing; it is required \(reason)")
        } else if view.hasEmptyText(name) {
            problem(view, name, "is empty; it is required \(reason)")
        }
        return ""
    }

    /// The secret under `name`; nil when it isn't written or can't be found, which is then a problem.
    mutating func secret(_ view: ConfigurationView, _ name: String) -> Secret? {
        guard let text = view.optionalText(name) else { return nil }
        switch SecretSource(text) {
        case .literal(let value):
            return Secret(value)
        case .malformed:
            problem(view, name, "has ${…} around something that is not the name of an environment variable")
        case .environment(let variable):
            if let value = environment[variable], !value.isEmpty { return Secret(value) }
            problem(view, name, "refers to the environment variable \(variable), which is not set or empty")
        case .file(let file):
            return secret(view, name, inFile: file)
        }
        return nil
    }

    /// The secret under `name`, which `reason` makes necessary.
    mutating func requiredSecret(_ view: ConfigurationView, _ name: String, _ reason: String) -> Secret {
        if !view.isWritten(name) { problem(view, name, "is missing; it is required \(reason)") }
        guard let secret = secret(view, name) else { return Secret("") }
        if secret.isEmpty { problem(view, name, "is empty; it is required \(reason)") }
        return secret
    }

    /// Adds a problem when `token`, which stands under `name`, can't be sent in a header.
    mutating func requireHeaderText(_ token: Secret, _ view: ConfigurationView, _ name: String) {
        guard let character = token.controlCharacter else { return }
        let digits = String(character.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: 4 - digits.count) + digits
        problem(view, name, "has the control character \(code), which no client can send; write the token without it")
    }

    private mutating func secret(_ view: ConfigurationView, _ name: String, inFile file: String) -> Secret? {
        do {
            var value = try readFile(file)
            // "\r\n" is one character.
            if let last = value.last, last == "\n" || last == "\r\n" { value.removeLast() }
            if !value.isEmpty { return Secret(value) }
            problem(view, name, "refers to the file \(file), which is empty")
        } catch {
            problem(view, name, "refers to the file \(file), which cannot be read: \(error)")
        }
        return nil
    }
}
