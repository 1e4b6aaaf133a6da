import Logging
import NIOPosix
import Synchronization

/// Keeps the list of open sessions on disk as they open and end.
///
/// Whoever changes it doesn't wait for the disk: ``run()`` writes what has changed, the latest state at each time. Without
/// a list nothing is kept.
final class OpenSessionKeeper: Sendable {
    private let list: OpenSessionList?
    private let open = Mutex<Set<OpenSession>>([])
    private let logger: Logger
    private let changes: AsyncStream<Void>
    private let changesInput: AsyncStream<Void>.Continuation

    init(_ list: OpenSessionList?, logger: Logger) {
        self.list = list
        self.logger = logger
        (changes, changesInput) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// A session is open from now on, as far as anybody knows.
    func add(_ session: OpenSession) {
        open.withLock { _ = $0.insert(session) }
        changesInput.yield()
    }

    /// A session has ended.
    func remove(_ session: OpenSession) {
        open.withLock { _ = $0.remove(session) }
        changesInput.yield()
    }

    /// Reads what an earlier run left, and keeps it until it has ended; nothing when the list can't be read.
    func load() async -> [OpenSession] {
        guard let list else { return [] }
        do {
            let left = try await NIOThreadPool.singleton.runIfActive { try list.load() }
            if !left.isEmpty {
                logger.info("AUDIT API: Ending Qlik sessions of an earlier run", metadata: ["count": "\(left.count)"])
            }
            open.withLock { $0.formUnion(left) }
            return left
        } catch {
            logger.warning("AUDIT API: The list of open Qlik sessions can't be read", metadata: ["error": "\(error)"])
            return []
        }
    }

    /// Writes each change, until it is cancelled.
    func run() async {
        for await _ in changes { await save() }
    }

    /// Writes the list as it is now; one caller at a time, so that an older list never replaces a newer one.
    func save() async {
        guard let list else { return }
        let sessions = open.withLock { $0 }
        do {
            try await NIOThreadPool.singleton.runIfActive { try list.save(sessions) }
        } catch is CancellationError {
            // We are about to stop, and the last list is written then.
        } catch {
            let message: Logger.Message = "AUDIT API: The list of open Qlik sessions can't be written"
            logger.warning(message, metadata: ["error": "\(error)"])
        }
    }
}
