import ArgumentParser
import Logging

/// `vidimus serve`: the server.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Take audit events, make them durable, deliver copies.",
        discussion: """
            Without --config the embedded default runs: events on 127.0.0.1:8787, operators on 127.0.0.1:8788, data in \
            ./vidimus-data, JSON object data, Parquet and QVD files on, and an ingestion token that is made at the first \
            start and printed once.

            The server is ready when GET /health/ready answers 200. SIGTERM and SIGINT flush what destinations hold and \
            end it with exit code 0 within 10 seconds; SIGHUP reads the certificate files again. A wrong configuration \
            ends it with exit code 78, any other failed start with 1 and one line that says why.
            """
    )

    @Option(name: .shortAndLong, help: "Configuration file (YAML); an existing Butler SOS file works as it is.")
    var config: String?

    @Option(help: "Directory that everything is kept in (default ./vidimus-data).")
    var data: String?

    @Option(help: "Address that events are taken on.")
    var host: String?

    @Option(help: "Port that events are taken on; 0 takes any free one.")
    var port: Int?

    @Option(help: "Port of the operators' door; 0 takes any free one.")
    var operatorPort: Int?

    @Option(help: "How log lines are written on standard error: text or json.")
    var logFormat: LogFormat = .text

    @Option(help: "Lowest level that is logged: trace, debug, info, notice, warning, error or critical.")
    var logLevel: Logger.Level = .info

    func validate() throws {
        for (name, value) in [("--port", port), ("--operator-port", operatorPort)] {
            if let value, !(0...65_535).contains(value) {
                throw ValidationError("\(name) \(value): a port is a number from 0 to 65535; 0 takes any free one")
            }
        }
    }

    func run() async throws {
        let format = logFormat
        let level = logLevel
        LoggingSystem.bootstrap { _ in LineLogHandler.standardError(format: format, level: level) }
        let logger = Logger(label: "vidimus")
        let deadline = StopDeadline(seconds: ServerAssembly.lastResortSeconds, logger: logger)
        let signals = ServerSignals { deadline.begin() }
        var configuration = try ConfigurationLoading.load(config, dataDirectory: data, logger: logger)
        if let host { configuration.ingest.host = host }
        if let port { configuration.ingest.port = port }
        if let operatorPort { configuration.operators.port = operatorPort }
        ConfigurationLoading.log(configuration.notes, to: logger)
        do {
            let assembly = try ServerAssembly(configuration, logger: logger)
            try await assembly.run(until: signals, within: deadline)
        } catch {
            logger.critical("The server could not start or go on", metadata: ["error": "\(error)"])
            throw ExitStatus.failure
        }
    }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
