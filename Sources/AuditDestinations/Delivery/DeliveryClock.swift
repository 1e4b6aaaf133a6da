#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Time as a delivery sees it; tests give one that they move by hand.
package struct DeliveryClock: Sendable {
    /// Monotonic time since any fixed point.
    package let now: @Sendable () -> Duration

    /// Suspends for at least so long, or throws `CancellationError`.
    package let sleep: @Sendable (Duration) async throws -> Void

    /// Milliseconds since 1970-01-01 UTC by the wall clock.
    package let wallMilliseconds: @Sendable () -> Int64

    /// Uses these three.
    package init(
        now: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        wallMilliseconds: @escaping @Sendable () -> Int64
    ) {
        self.now = now
        self.sleep = sleep
        self.wallMilliseconds = wallMilliseconds
    }

    /// The clocks of the operating system.
    package static var system: DeliveryClock {
        let start = ContinuousClock.now
        return DeliveryClock(
            now: { start.duration(to: .now) },
            sleep: { try await Task.sleep(for: $0) },
            wallMilliseconds: {
                var time = timespec()
                let status = clock_gettime(CLOCK_REALTIME, &time)
                precondition(status == 0, "every system has a wall clock")
                return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
            }
        )
    }
}
