import Dispatch
import Logging
import ServiceLifecycle
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Ends the process when a stop takes too long, for example because a step hangs in a network disk.
///
/// Nothing is lost by it: what was acknowledged is synced, and what was not delivered stays in the journal.
final class StopDeadline: Service {
    private let seconds: Double
    private let logger: Logger
    private let isStopping = Atomic(false)

    /// Names the deadline, counted from the beginning of the stop.
    init(seconds: Double, logger: Logger) {
        self.seconds = seconds
        self.logger = logger
    }

    /// Whether a stop has begun.
    var hasBegun: Bool { isStopping.load(ordering: .acquiring) }

    /// The stop begins now, unless it has begun; also before anything runs.
    func begin() {
        guard !isStopping.exchange(true, ordering: .acquiringAndReleasing) else { return }
        DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { [logger] in
            logger.warning("The stop took too long; what is not delivered stays in the journal")
            _exit(0)
        }
    }

    /// Waits for the stop and returns at once, so that it is the last of the services and the first to hear of it.
    func run() async throws {
        // Cancelled: another service failed, and this is no stop.
        guard (try? await gracefulShutdown()) != nil else { return }
        begin()
    }
}
