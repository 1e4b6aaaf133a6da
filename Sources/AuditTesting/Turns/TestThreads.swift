import Foundation

/// Runs tasks on threads of their own, as many as are needed, so that a test which blocks or computes for long holds up
/// no other: the operating system shares the processors among them.
///
/// The concurrency pool has one thread per processor, and what is queued there waits until a thread is given back. With
/// two processors, two such tests would hold up everything else, for minutes. Threads are used again and end with the
/// process; there are never more than tasks that were ready at once, which ``TurnTrait`` bounds.
package final class TestThreads: TaskExecutor, @unchecked Sendable {
    /// The threads of all tests of this process.
    package static let shared = TestThreads()

    // Everything is guarded by the condition.
    private let condition = NSCondition()
    private var jobs: [UnownedJob] = []
    /// Threads that wait for a job or are about to.
    private var free = 0

    /// Runs the job soon, on a free thread or a new one.
    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let needsThread = condition.withLock {
            jobs.append(job)
            if jobs.count <= free {
                condition.signal()
                return false
            }
            free += 1
            return true
        }
        if needsThread { Thread.detachNewThread { self.work() } }
    }

    private func work() -> Never {
        while true {
            let job = condition.withLock {
                while jobs.isEmpty { condition.wait() }
                free -= 1
                return jobs.removeFirst()
            }
            job.runSynchronously(on: asUnownedTaskExecutor())
            condition.withLock { free += 1 }
        }
    }
}
