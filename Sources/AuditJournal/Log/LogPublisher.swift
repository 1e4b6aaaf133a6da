import Dispatch
import Logging
import MerkleLog
import ServiceLifecycle
import Synchronization

/// Publishes signed checkpoints over what the journal holds, behind it and at its own pace.
///
/// What to write in which order is in ``LogWriter``; this class waits, paces and tries again. Trouble with the log never
/// stops intake: it shows in ``status`` and in metrics. At a graceful stop, it publishes a last time.
package final class LogPublisher: Service {
    /// How the log is doing.
    package struct Status: Sendable {
        /// Why the last attempt failed; nil after a success.
        package var trouble: String?
        /// Records that a published checkpoint covers.
        package var size: UInt64 = 0
    }

    private struct Published {
        var snapshot: LogSnapshot?
        var trouble: String?
        var lastSuccess: ContinuousClock.Instant
    }

    private let storage: any SegmentStorage
    private let identity: LogIdentity
    private let source: any LeafSource
    private let settings: LogSettings
    private let logger: Logger
    private let metrics = LogMetrics()
    private let queue = DispatchQueue(label: "vidimus.log.publisher", qos: .utility)
    private let published: Mutex<Published>
    // Touched only by blocks on queue, one at a time.
    private nonisolated(unsafe) var writer: LogWriter?

    /// Opens the log of a data folder.
    ///
    /// - Throws: ``LogOpenError`` when log and journal don't belong together; nothing is repaired.
    package convenience init(
        _ directory: DataDirectory,
        identity: LogIdentity,
        source: any LeafSource,
        settings: LogSettings = LogSettings(),
        logger: Logger
    ) throws(LogOpenError) {
        do throws(StorageError) {
            try DataDirectory.make(directory.log)
        } catch {
            throw .storage(error)
        }
        let storage = PosixStorage(path: directory.log)
        try self.init(storage, identity: identity, source: source, settings: settings, logger: logger)
    }

    /// Opens the log in `storage`, which nobody else writes to.
    package init(
        _ storage: any SegmentStorage,
        identity: LogIdentity,
        source: any LeafSource,
        settings: LogSettings = LogSettings(),
        logger: Logger
    ) throws(LogOpenError) {
        let writer = try LogWriter(storage, identity: identity, source: source)
        self.storage = storage
        self.identity = identity
        self.source = source
        self.settings = settings
        self.logger = logger
        self.writer = writer
        published = Mutex(Published(snapshot: writer.snapshot, lastSuccess: .now))
        metrics.show(size: writer.size, end: source.end)
    }

    /// The newest checkpoint with its tiles; nil before the first.
    package var snapshot: LogSnapshot? { published.withLock { $0.snapshot } }

    /// How the log is doing now.
    package var status: Status {
        published.withLock { Status(trouble: $0.trouble, size: $0.snapshot?.size ?? 0) }
    }

    /// Shows a checkpoint of this log that witnesses cosigned; older than the newest, as a rule.
    ///
    /// Blocks; for threads that may.
    package func publish(cosigned: SignedCheckpoint) throws(StorageError) {
        try DurableFile.replace(LogSnapshot.cosignedFileName, in: storage, with: cosigned.bytes)
    }

    /// The newest checkpoint that witnesses cosigned; nil before the first.
    ///
    /// Blocks; for threads that may.
    package func cosignedCheckpoint() throws(StorageError) -> [UInt8]? {
        do throws(StorageError) {
            return try DurableFile.read(
                LogSnapshot.cosignedFileName,
                in: storage,
                maximumBytes: SignedNote.maximumByteCount
            )
        } catch {
            guard error.isNotFound else { throw error }
            return nil
        }
    }

    /// Brings gauges up to date that change without an event.
    package func refreshGauges() {
        let (size, last) = published.withLock { ($0.snapshot?.size ?? 0, $0.lastSuccess) }
        metrics.show(size: size, end: source.end)
        metrics.show(age: source.end.rawValue > size ? last.duration(to: .now) : .zero)
    }

    /// Publishes until graceful shutdown or cancellation.
    package func run() async throws {
        // Everything that was durable then is covered.
        var covered = ContinuousClock.now
        while true {
            let isBehind = status.size < source.end.rawValue
            guard await waitForRecords() else { break }
            let began = ContinuousClock.now
            let succeeded = await publishOnQueue(since: isBehind ? covered : began)
            if succeeded { covered = began }
            // Records that come meanwhile are covered by the next checkpoint.
            guard await pause(succeeded ? settings.interval : settings.retryInterval) else { break }
        }
        guard Task.isShuttingDownGracefully else { return }
        let deadline = ContinuousClock.now + settings.finalBound
        while await publishOnQueue(since: covered), status.size < source.end.rawValue, .now < deadline {}
    }

    /// Waits until there is something to cover; false when the service has to end.
    private func waitForRecords() async -> Bool {
        let size = JournalOffset(status.size)
        if status.trouble != nil { return !Task.isCancelled && !Task.isShuttingDownGracefully }
        do {
            try await cancelWhenGracefulShutdown { [source] in try await source.waitForRecords(beyond: size) }
            return true
        } catch {
            return false
        }
    }

    /// False when the service has to end.
    private func pause(_ duration: Duration) async -> Bool {
        do {
            try await cancelWhenGracefulShutdown { try await Task.sleep(for: duration) }
            return true
        } catch {
            return false
        }
    }

    /// Publishes once; returns whether that worked.
    ///
    /// No record that it covers has waited since before `began`.
    private func publishOnQueue(since began: ContinuousClock.Instant) async -> Bool {
        await withCheckedContinuation { continuation in
            queue.async {
                continuation.resume(returning: self.publish(since: began))
            }
        }
    }

    private func publish(since began: ContinuousClock.Instant) -> Bool {
        do throws(LogWriteError) {
            var writer: LogWriter
            if let open = self.writer { writer = open } else { writer = try reopened() }
            self.writer = nil
            try writer.publish()
            self.writer = writer
            let trouble = published.withLock { published in
                defer {
                    published.snapshot = writer.snapshot
                    published.trouble = nil
                    published.lastSuccess = .now
                }
                return published.trouble
            }
            if trouble != nil { logger.notice("The log is published again") }
            metrics.published(size: writer.size, end: source.end, after: began.duration(to: .now))
            return true
        } catch {
            let reason = error.description
            let known = published.withLock { published in
                defer { published.trouble = reason }
                return published.trouble
            }
            metrics.failed()
            if known != reason { logger.error("The log can't be published", metadata: ["error": "\(reason)"]) }
            return false
        }
    }

    private func reopened() throws(LogWriteError) -> LogWriter {
        do throws(LogOpenError) {
            return try LogWriter(storage, identity: identity, source: source)
        } catch {
            throw .open(error)
        }
    }
}
