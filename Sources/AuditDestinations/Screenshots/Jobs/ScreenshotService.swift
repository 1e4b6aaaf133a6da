import AuditEvents
import AuditJournal
import Logging
import ServiceLifecycle
import Synchronization

/// Sees to it that every event which waits for its screenshot gets an outcome record.
///
/// The journal is the list of jobs: what is open follows from the events and the outcomes in it, so nothing is forgotten
/// by a crash. When to try what is decided in ``ScreenshotQueue``; this class reads, tries and appends. Its cursor stands
/// at the oldest event without a final outcome.
///
/// At shutdown attempts are cancelled, and their jobs begin anew at the next start.
package final class ScreenshotService: Service {
    /// Makes records durable, one outcome each in their order.
    package typealias Appending = @Sendable ([Submission]) async -> [AppendOutcome]

    /// Name of the cursor.
    package static let cursorName = "screenshots"

    let work: any ScreenshotWork
    let source: any RecordSource
    let append: Appending
    let store: any DeliveryStore
    let settings: ScreenshotJobSettings
    let clock: DeliveryClock
    let random: RandomSource
    let logger: Logger
    private let gauges = ScreenshotGauges()
    private let current = Mutex(ScreenshotStatus())

    /// Connects the journal with those who fetch and store.
    package init(
        work: any ScreenshotWork,
        source: any RecordSource,
        append: @escaping Appending,
        store: any DeliveryStore,
        settings: ScreenshotJobSettings = ScreenshotJobSettings(),
        clock: DeliveryClock = .system,
        random: RandomSource = .system,
        logger: Logger
    ) {
        self.work = work
        self.source = source
        self.append = append
        self.store = store
        self.settings = settings
        self.clock = clock
        self.random = random
        self.logger = logger
    }

    /// How screenshots are doing now; callable from any thread.
    package var status: ScreenshotStatus { current.withLock { $0 } }

    /// Works until graceful shutdown; a disk that can't be read is tried again.
    package func run() async throws {
        try await withTaskExecutorPreference(DeliveryExecutor(name: Self.cursorName)) {
            try await cancelWhenGracefulShutdown {
                var loop = ScreenshotLoop(self)
                do {
                    try await loop.run()
                } catch is CancellationError {
                    // The orderly end: what is open is in the journal.
                    loop.finish()
                }
            }
        }
        if !Task.isShuttingDownGracefully { try Task.checkCancellation() }
    }

    func publish(open: Int, running: Int, next: JournalOffset) {
        gauges.show(open: open, running: running)
        current.withLock { status in
            status.next = next
            status.open = open
            // Trouble is over when nobody waits any more, however it ended.
            if open == 0 { status.trouble = nil }
            status.running = running
        }
    }

    /// Counts an attempt, and says what comes next when it brought no picture.
    func note(_ result: AttemptResult, of event: JournalOffset, nextIn wait: Duration?, attempts: Int) {
        gauges.countAttempt()
        guard case .tryAgain(let trouble, _) = result else {
            if case .stored = result { current.withLock { $0.trouble = nil } }
            return
        }
        current.withLock { $0.trouble = trouble.message }
        let metadata: Logger.Metadata = ["offset": "\(event)", "reason": "\(trouble.reason)"]
        let prompt = ScreenshotJobSettings.promptAttempts
        if attempts == prompt {
            logger.error(
                "AUDIT API: Screenshot download failed after \(prompt) attempts. \(trouble.message)",
                metadata: metadata
            )
        }
        guard let wait else { return }
        let number = attempts <= prompt ? "\(attempts)/\(prompt)" : "\(attempts)"
        let milliseconds = Int64(max(wait, .zero) / .milliseconds(1))
        logger.info(
            "AUDIT API: Screenshot download retrying attempt=\(number) in \(milliseconds)ms \(trouble.message)",
            metadata: metadata
        )
    }

    /// Counts an outcome that is durable, and says so.
    func noteRecorded(_ outcome: ScreenshotOutcome) {
        gauges.count(outcome.result)
        current.withLock { status in
            switch outcome.result {
            case .pending: break
            case .stored: status.stored += 1
            case .lost: status.lost += 1
            }
        }
        var metadata: Logger.Metadata = [
            "eventId": "\(outcome.eventID)", "offset": "\(outcome.event)", "attempts": "\(outcome.attempts)",
        ]
        switch outcome.result {
        case .pending:
            logger.notice("AUDIT API: Screenshot is late; its event's row is written without it", metadata: metadata)
        case .stored(let evidence):
            metadata["sha256"] = "\(evidence.picture.sha256)"
            metadata["file"] = "\(SanitizedText.escape(evidence.savedPaths.first ?? evidence.picture.path))"
            logger.info("AUDIT API: Saved screenshot", metadata: metadata)
            for problem in evidence.problems {
                metadata["reason"] = "\(SanitizedText.escape(problem))"
                logger.error("AUDIT API: Screenshot is stored, but not as asked for", metadata: metadata)
            }
        case .lost(let loss):
            metadata["reason"] = "\(loss.reason)"
            metadata["message"] = "\(SanitizedText.escape(loss.message))"
            logger.error("AUDIT API: Screenshot is lost", metadata: metadata)
        }
    }
}
