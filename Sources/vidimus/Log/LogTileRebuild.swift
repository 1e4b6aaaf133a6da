import AuditEvents
import AuditJournal
import Logging

/// Makes the tiles of the log again while no server runs.
struct LogTileRebuild {
    let configuration: ServerConfiguration
    let logger: Logger

    /// Returns how many records the tree covers.
    func run() async throws -> UInt64 {
        let server = try StoppedServer(configuration, logger: logger)
        let size = try LogRebuild(
            PosixStorage(path: server.directory.log),
            source: server.journal,
            keys: server.identity.keys
        ).run { StandardError.progress("log: \($0) records") }
        StandardError.endProgress()
        try await server.append([
            OwnRecord("log.rebuilt") { json in
                json.key("size")
                json.integer(Int64(size))
            }
        ])
        return size
    }
}
