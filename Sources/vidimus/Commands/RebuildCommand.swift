import ArgumentParser
import AuditJournal
import Logging

/// `vidimus rebuild`: delivers the whole journal again.
struct RebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Deliver everything again to one destination, or build the catalog again, from the first event on.",
        discussion: """
            For a destination that was lost, or whose place or layout changed: parquet, qvd, json or influxdb. The \
            server must be stopped. The place must be empty, so that nothing is doubled: move old files away first \
            (InfluxDB overwrites repeated points and need not be empty). The old dead letters are kept under another \
            name.

            log makes the tiles of the signed log again, if the journal still gives the root of its newest checkpoint.

            When it is interrupted, the server goes on from where it came to; or run it again with an empty place.

            'catalog' builds the index that searches use. The old one is deleted first; the server does the same by \
            itself where it finds the catalog missing or unusable.

            Exit codes: 0 when everything was delivered; 1 when not, with one line that says why; 64 for a wrong command \
            line; 78 for a wrong configuration.
            """
    )

    @Argument(help: "The destination: parquet, qvd, json or influxdb; or log, or catalog.")
    var destination: String

    @Option(name: .shortAndLong, help: "Configuration file (YAML) of the server; without it the embedded default.")
    var config: String?

    @Option(help: "Directory of the server.")
    var data: String?

    /// What is rebuilt that is no destination.
    private static let catalog = "catalog"

    func run() async throws {
        LoggingSystem.bootstrap { _ in LineLogHandler.standardError(format: .text, level: .warning) }
        let logger = Logger(label: "vidimus")
        let configuration = try ConfigurationLoading.load(config, dataDirectory: data, logger: logger)
        do {
            guard destination != "log" else {
                let size = try await LogTileRebuild(configuration: configuration, logger: logger).run()
                print("log: the tiles of \(size) records are as their checkpoint says")
                return
            }
            guard destination != Self.catalog else {
                let directory = DataDirectory(path: configuration.dataDirectory)
                let count = try await CatalogRebuild(directory: directory, logger: logger).run()
                print("\(destination): \(count) records of the journal indexed")
                return
            }
            let count = try await DestinationRebuild(configuration: configuration, logger: logger).run(destination)
            print("\(destination): \(count) positions of the journal delivered")
        } catch {
            StandardError.endProgress()
            StandardError.print("vidimus rebuild: \(error)")
            throw ExitStatus.failure
        }
    }
}
