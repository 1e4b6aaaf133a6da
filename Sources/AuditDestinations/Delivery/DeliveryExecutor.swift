import Dispatch

/// Threads of one delivery, so that its disk syncs never hold up the threads of the rest of the process.
final class DeliveryExecutor: TaskExecutor {
    private let queue: DispatchQueue

    /// Names the threads after the destination.
    init(name: String) {
        // Concurrent, so that the drain bound is kept while a step blocks in the disk.
        queue = DispatchQueue(label: "vidimus.delivery.\(name)", attributes: .concurrent)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
