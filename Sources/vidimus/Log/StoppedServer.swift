import AuditJournal
import Foundation
import Logging

/// The data directory of a server that is stopped, for commands that act on it and leave a record of that.
struct StoppedServer {
    let directory: DataDirectory
    let identity: LogIdentity
    let journal: Journal
    /// Held for as long as the command works.
    let lock: DirectoryLock

    private static let wallClock: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1_000) }

    /// Takes the directory; refuses one without a journal and one that is in use.
    init(_ configuration: ServerConfiguration, logger: Logger) throws {
        directory = DataDirectory(path: configuration.dataDirectory)
        guard FileManager.default.fileExists(atPath: directory.journal) else {
            throw CommandFailure("\(directory.journal) is no journal; name the server's directory with --data")
        }
        lock = try directory.lock()
        identity = try LogIdentity.loadOrCreate(in: directory, origin: configuration.logOrigin)
        journal = try Journal.open(directory, lock: lock, logger: logger, now: Self.wallClock)
    }

    /// Appends `records` durably and closes the journal for writing; it stays readable.
    ///
    /// To be called once.
    func append(_ records: [OwnRecord]) async throws {
        let submissions = records.map { Submission($0, madeAt: Self.wallClock()) }
        let outcomes = try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await journal.run() }
            let outcomes = await withCheckedContinuation { continuation in
                journal.submit(submissions) { continuation.resume(returning: $0) }
            }
            tasks.cancelAll()
            try await tasks.waitForAll()
            return outcomes
        }
        for outcome in outcomes {
            if case .refused(let refusal) = outcome { throw CommandFailure("nothing was recorded: \(refusal)") }
        }
    }
}
