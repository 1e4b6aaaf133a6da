import ArgumentParser
import AuditEvents
import AuditJournal
import Logging
import MerkleLog

/// `vidimus log rotate-key`: gives the log a new signing key.
struct RotateKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate-key",
        abstract: "Give the log a new signing key, handed over by the old one.",
        discussion: """
            The server must be stopped. A new key is made; a hand-over, signed by the old and the new key, goes into the \
            journal and to GET /log/key-rotations; from the next start on, checkpoints are signed by the new key. The \
            old key is kept beside it. Log id and origin stay as they are.

            When it is interrupted, run it again: it goes on with the same new key.
            """
    )

    @Option(name: .shortAndLong, help: "Configuration file (YAML) of the server; without it the embedded default.")
    var config: String?

    @Option(help: "Directory of the server.")
    var data: String?

    func run() async throws {
        LoggingSystem.bootstrap { _ in LineLogHandler.standardError(format: .text, level: .warning) }
        let logger = Logger(label: "vidimus")
        let configuration = try ConfigurationLoading.load(config, dataDirectory: data, logger: logger)
        do {
            let rotated = try await rotate(StoppedServer(configuration, logger: logger))
            print("old key \(rotated.old)\nnew key \(rotated.new)")
        } catch {
            StandardError.print("vidimus log rotate-key: \(error)")
            throw ExitStatus.failure
        }
    }

    private func rotate(_ server: StoppedServer) async throws -> KeyHandOver {
        let keys = PosixStorage(path: server.directory.keys)
        let handOver = try server.identity.prepareRotation(in: keys)
        // First the record: a hand-over that is in force is always in the tree.
        try await server.append([
            OwnRecord("log.key.rotated") { json in
                json.write("logId", server.identity.logID)
                json.write("from", handOver.old.text)
                json.write("to", handOver.new.text)
                json.write("statement", String(decoding: handOver.note.bytes, as: UTF8.self))
            }
        ])
        let rotations = PosixStorage(path: server.directory.log)
        let identity = try server.identity.complete(handOver, in: keys, rotations: rotations)
        if var state = ServerState.load(from: server.directory) {
            state.keyID = identity.keyID
            try state.save(in: server.directory)
        }
        return handOver
    }
}
