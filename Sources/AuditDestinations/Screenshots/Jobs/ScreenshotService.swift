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

    /// Makes the cursor if there is none, at the end of the journal: what came before did not wait for a screenshot.
    ///
    /// To be called before the first event that waits can come in.
    ///
    /// - Returns: Whether there is anything to look after: false when screenshots never were on.
    /// - Throws: ``DeliveryStoreError``.
    package static func prepare(
        _ store: any DeliveryStore,
        end: JournalOffset,
        isOn: Bool
    ) throws(DeliveryStoreError) -> Bool {
        if try store.loadCursor() != nil { return true }
        guard isOn else { return false }
        try store.save(Cursor(next: end))
        return true
    }

    /// Works until graceful shutdown; a disk that can't be read is tried again.
    package func run() async throws {
        try await withTaskExecutorPreference(DeliveryExecutor(name: Self.cursorName)) {
            try await cancelWhenGracefulShutdown {
                var loop = ScreenshotLoop(self)
                do {
                    try await loop.run()
                } catch is CancellationError {
                    // The orderly end: what is open is in the journal.
                }
            }
        }
        if !Task.isShuttingDownGracefully { try Task.checkCancellation() }
    }

    func publish(open: Int, running: Int) {
        gauges.show(open: open, running: running)
        current.withLock { status in
            status.open = open
            status.running = running
        }
    }

    func countAttempt(_ result: AttemptResult) {
        gauges.countAttempt()
        current.withLock { status in
            switch result {
            case .stored: status.trouble = nil
            case .tryAgain(let trouble, _): status.trouble = trouble.message
            case .lost: break
            }
        }
    }

    func countFinal(_ outcome: ScreenshotOutcome) {
        gauges.count(outcome.result)
        current.withLock { status in
            switch outcome.result {
            case .pending: break
            case .stored: status.stored += 1
            case .lost: status.lost += 1
            }
        }
        guard case .lost(let loss) = outcome.result else { return }
        logger.error(
            "AUDIT API: Screenshot is lost",
            metadata: [
                "eventId": "\(outcome.eventID)", "offset": "\(outcome.event)", "reason": "\(loss.reason)",
                "attempts": "\(outcome.attempts)", "message": "\(SanitizedText.escape(loss.message))",
            ]
        )
    }
}
