import Foundation

/// Runs tasks on threads of their own that may block, so that test bodies never starve the concurrency pool.
///
/// The body stays part of its test's task, so that a failed expectation in it is counted as that test's.
final class BlockingExecutor: TaskExecutor {
    static let shared = BlockingExecutor()

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        Thread.detachNewThread { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
