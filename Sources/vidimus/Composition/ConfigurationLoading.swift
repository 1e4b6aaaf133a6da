import Foundation
import Logging

/// Gets the configuration from its file, or the embedded default.
enum ConfigurationLoading {
    /// Reads and checks a file.
    static func read(_ path: String) -> Result<ServerConfiguration, ConfigurationProblems> {
        let text: String
        do throws(CommandFailure) {
            text = try TextFile.read(path, maximumBytes: maximumFileBytes)
        } catch {
            let message = "cannot be read: \(error); name a configuration file in YAML"
            return .failure(ConfigurationProblems([.init(file: path, line: nil, key: "", message: message)]))
        }
        return ConfigurationFile.read(
            text: text,
            path: path,
            environment: ProcessInfo.processInfo.environment,
            paths: .fileSystem
        ) { try TextFile.read($0, maximumBytes: maximumFileBytes) }
    }

    /// More than is read of a configuration or a secret; what is longer is refused.
    private static let maximumFileBytes = 2 << 20

    /// The configuration of `path`, or the embedded default without one.
    ///
    /// - Throws: ``ExitStatus/configuration`` after every problem was printed.
    static func load(_ path: String?, dataDirectory: String?, logger: Logger) throws -> ServerConfiguration {
        guard let path else {
            return try checked(dataDirectory.map { .embeddedDefault(dataDirectory: $0) } ?? .embeddedDefault())
        }
        switch read(path) {
        case .success(var configuration):
            if let dataDirectory { configuration.dataDirectory = dataDirectory }
            return try checked(configuration)
        case .failure(let problems):
            for problem in problems.problems { StandardError.print("\(problem)") }
            throw ExitStatus.configuration
        }
    }

    /// Looks at the directories once more: which data directory it is, is known only now.
    private static func checked(_ configuration: ServerConfiguration) throws -> ServerConfiguration {
        let conflicts = configuration.directoryConflicts(.fileSystem)
        guard conflicts.isEmpty else {
            for conflict in conflicts { StandardError.print("\(conflict)") }
            throw ExitStatus.configuration
        }
        return configuration
    }

    /// Logs what the author of the configuration should know.
    static func log(_ notes: [ConfigurationNote], to logger: Logger) {
        for note in notes {
            logger.log(level: note.level == .warning ? .warning : .info, "Configuration: \(note)")
        }
    }
}
