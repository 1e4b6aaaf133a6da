/// Reads a configuration file into a ``ServerConfiguration``.
package enum ConfigurationFile {
    /// Reads `text`, which came from the file at `path`; `path` is only quoted, never opened.
    ///
    /// Nothing but the arguments is looked at: `environment` for `${NAME}` secrets, `readFile` for `file:PATH` ones, and
    /// `paths` to find two destinations in one directory.
    ///
    /// - Returns: The configuration with its notes, or all problems at once in the order of their lines.
    package static func read(
        text: String,
        path: String,
        environment: [String: String],
        paths: PathResolver = .withoutLinks,
        readFile: (String) throws -> String
    ) -> Result<ServerConfiguration, ConfigurationProblems> {
        let root: ConfigurationNode
        do {
            root = try YAMLDocument.read(text)
        } catch {
            let problem = ConfigurationProblem(file: path, line: error.line, key: "", message: error.reason)
            return .failure(ConfigurationProblems([problem]))
        }
        guard case .mapping = root.content else {
            let message = "the file must be a mapping with the keys Butler-SOS and Vidimus, but is \(root.kind)"
            let problem = ConfigurationProblem(file: path, line: root.line, key: "", message: message)
            return .failure(ConfigurationProblems([problem]))
        }
        return withoutActuallyEscaping(readFile) { readFile in
            var reading = ConfigurationReading(
                path: path,
                environment: environment,
                paths: paths,
                readFile: readFile
            )
            return read(root, &reading)
        }
    }

    /// Reads a tree of values; also the way to the built-in defaults, which are those of an empty mapping.
    static func read(
        _ root: ConfigurationNode,
        _ reading: inout ConfigurationReading
    ) -> Result<ServerConfiguration, ConfigurationProblems> {
        var check = SchemaCheck(path: reading.path)
        check.check(root, against: .object(ConfigurationSchema.root), key: "", line: root.line)
        reading.add(check.problems)
        let view = ConfigurationView(root: root, object: ConfigurationSchema.root)
        var configuration = ServerConfiguration(view, &reading)
        guard reading.problems.isEmpty else { return .failure(ConfigurationProblems(reading.problems)) }
        configuration.notes = reading.notes
        configuration.fingerprint = ConfigurationFingerprint.of(root)
        return .success(configuration)
    }
}
