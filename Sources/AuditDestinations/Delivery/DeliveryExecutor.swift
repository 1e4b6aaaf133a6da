import NIOPosix

/// Threads of one delivery, so that its disk syncs never hold up the threads of the rest of the process, and its work
/// on many rows never holds up an answer to a browser.
final class DeliveryExecutor: TaskExecutor {
    /// One for the loop, one for what must go on while the loop blocks in the disk, such as the bound of the drain.
    private static let threads = 2

    private let pool = NIOThreadPool(numberOfThreads: threads)

    /// Does `work`, and everything it starts in structured tasks, on threads of its own; they end with it.
    static func run<Answer: Sendable>(_ work: @Sendable () async throws -> Answer) async rethrows -> Answer {
        let executor = DeliveryExecutor()
        executor.pool.start()
        defer { executor.end() }
        return try await withTaskExecutorPreference(executor) { try await work() }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // Also when the pool stops already: a job that is dropped would leave its task waiting for ever.
        pool.submit { _ in
            ThreadPrecedence.delivery.take()
            job.runSynchronously(on: self.asUnownedTaskExecutor())
        }
    }

    /// Nobody waits for threads that have nothing left to do.
    private func end() {
        pool.shutdownGracefully { _ in }
    }
}
