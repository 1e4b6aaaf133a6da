import Logging
import Synchronization

/// Ends sessions at the proxy service, a few at a time, and tries again what failed.
final class SessionEndings: Sendable {
    /// What came of a try.
    enum Report: Sendable {
        /// The session has ended, or was left to end by itself.
        case ended(SessionEndingJob)
        /// It may still be open, and is tried again.
        case failed(SessionEndingJob)
    }

    private static let maximumParallel = 8

    private let service: ProxyServiceClient
    private let clock: DeliveryClock
    private let logger: Logger
    private let retries = Mutex<[SessionEndingJob]>([])
    private let jobs: AsyncStream<SessionEndingJob>
    private let input: AsyncStream<SessionEndingJob>.Continuation

    init(service: ProxyServiceClient, clock: DeliveryClock, logger: Logger) {
        self.service = service
        self.clock = clock
        self.logger = logger
        (jobs, input) = AsyncStream.makeStream()
    }

    /// Takes a session; there are never more than seats.
    func begin(_ job: SessionEndingJob) { input.yield(job) }

    /// Takes no further ones, so that ``run(_:)`` returns when those it has were tried.
    func finish() { input.finish() }

    /// Tries what it was given, and reports each try.
    func run(_ report: @escaping @Sendable (Report) -> Void) async {
        await withTaskGroup(of: Void.self) { group in
            var running = 0
            for await job in jobs {
                if running >= Self.maximumParallel {
                    await group.next()
                    running -= 1
                }
                group.addTask { report(await self.end(job)) }
                running += 1
            }
        }
    }

    /// Tries again what is due, and reports what Qlik has ended by itself meanwhile.
    func retryDue(_ report: (Report) -> Void) {
        let now = clock.now()
        let due = retries.withLock { retries in
            let due = retries.filter { $0.due <= now }
            retries.removeAll { $0.due <= now }
            return due
        }
        for job in due {
            if job.limit <= now {
                warn(job, "Qlik has ended it by itself")
                report(.ended(job))
            } else {
                begin(job)
            }
        }
    }

    private func end(_ job: SessionEndingJob) async -> Report {
        switch await service.end(job.session.id, at: job.session.proxy) {
        case .ended: logger.debug("AUDIT API: Successfully deleted QPS session")
        case .gone where job.isLeftOver:
            // It was deleted, or had ended by itself, and only its entry in the list was left.
            logger.info("AUDIT API: A Qlik session of an earlier run had ended already")
        case .gone(let status): warn(job, "httpStatus=\(status)")
        case .failed(let reason):
            warn(job, reason)
            var job = job
            job.failed(now: clock.now())
            let failed = job
            retries.withLock { $0.append(failed) }
            return .failed(failed)
        }
        return .ended(job)
    }

    private func warn(_ job: SessionEndingJob, _ reason: String) {
        warn(job.cookieName, length: job.session.id.text.utf8.count, reason)
    }

    /// Says that a session couldn't be ended; its id is a secret, only the length is told.
    func warn(_ cookieName: String, length: Int, _ reason: String) {
        logger.warning(
            "AUDIT API: Failed to delete QPS session",
            metadata: ["cookieName": "\(cookieName)", "sessionIdLength": "\(length)", "error": "\(reason)"]
        )
    }
}
