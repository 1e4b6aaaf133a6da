import ArgumentParser
import AuditServer
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

/// `vidimus witness serve`: a witness that logs ask over HTTP.
struct WitnessServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Cosign checkpoints over HTTP (C2SP tlog-witness).",
        discussion: """
            Keeps the newest checkpoint of each log in --state, and cosigns only what continues it. Run it on a machine \
            that the administrators of the log can't change. It ends with SIGTERM or SIGINT.
            """
    )

    @OptionGroup var options: WitnessOptions

    @Option(help: "Public key of a log that is witnessed; repeat it for more logs and for rotated keys.")
    var logKey: [String]

    @Option(help: "Address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "Port to listen on; 0 takes any free one.")
    var port = 8_789

    func run() async throws {
        LoggingSystem.bootstrap { _ in LineLogHandler.standardError(format: .text, level: .info) }
        let logger = Logger(label: "vidimus")
        do {
            let (ledger, lock) = try options.ledger(logKeys: logKey)
            let server = WitnessServer(host: host, port: port, ledger: ledger, logger: logger) {
                UInt64(max(0, Date().timeIntervalSince1970))
            }
            let group = ServiceGroup(
                services: [server],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: Logger(label: "witness") { _ in SwiftLogNoOpLogHandler() }
            )
            try await group.run()
            withExtendedLifetime(lock) {}
        } catch {
            logger.critical("The witness could not start or go on", metadata: ["error": "\(error)"])
            throw ExitStatus.failure
        }
    }
}
