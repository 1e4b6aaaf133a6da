import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Threads for work on pictures, so that neither the tasks of the server nor its event loops wait for it.
///
/// They run at a lower priority than the rest: a picture may come a moment later, an answer to a browser may not.
/// As much work waits as there are callers, who wait with it; whoever starts downloads bounds them.
package final class PictureWorkers: Sendable {
    /// Threads that crop and draw.
    package static let defaultDrawingThreads = 2
    /// Threads that write and wait for the disk.
    package static let defaultWritingThreads = 4

    private let pool: NIOThreadPool

    /// Starts `count` threads; ``stop()`` ends them.
    package init(threads count: Int) {
        precondition(count > 0, "somebody does the work")
        pool = NIOThreadPool(numberOfThreads: count)
        pool.start()
    }

    /// Does `work` on one of the threads.
    ///
    /// - Throws: `CancellationError` after ``stop()`` or when the caller is cancelled before the work began.
    func run<Answer: Sendable>(_ work: @escaping @Sendable () -> Answer) async throws(CancellationError) -> Answer {
        do {
            return try await pool.runIfActive {
                Self.giveWay()
                return work()
            }
        } catch {
            // The pool has no other reason to refuse work that itself can't fail.
            throw CancellationError()
        }
    }

    /// Lowers the priority of this thread; asked each time because the pool doesn't say when a thread begins.
    private static func giveWay() {
        #if os(Linux)
        // Of the calling thread alone, unlike what POSIX says. Where it is refused, nothing is lost but the precedence.
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
        #endif
    }

    /// Ends the threads when their work is done.
    package func stop() async { await pool.stop() }
}
