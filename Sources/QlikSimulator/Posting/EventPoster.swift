import Synchronization

/// Posts simulated events, patiently and a bounded number at a time.
///
/// 429, 503 and missing answers are tried again after `Retry-After`, or else after a growing pause; every other status
/// is final.
package final class EventPoster: Sendable {
    /// The longest pause before a retry, whatever a server asks for.
    package static let longestPause = Duration.seconds(60)

    private let transport: any EventTransport
    private let maximumAttempts: Int
    private let sleep: @Sendable (Duration) async throws -> Void
    private let counts = Mutex(PostStatistics())

    /// Creates a poster; `sleep` waits between attempts and throws when cancelled.
    package init(
        transport: any EventTransport,
        maximumAttempts: Int = 8,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        precondition(maximumAttempts > 0, "an event is tried at least once")
        self.transport = transport
        self.maximumAttempts = maximumAttempts
        self.sleep = sleep
    }

    /// The counts so far.
    package var statistics: PostStatistics { counts.withLock { $0 } }

    /// Posts one event; returns whether it was accepted.
    ///
    /// - Throws: `CancellationError`, when the task is cancelled before an answer is final.
    package func post(_ event: SimulatedEvent) async throws -> Bool {
        for attempt in 1...maximumAttempts {
            try Task.checkCancellation()
            let pause: Duration
            do {
                let answer = try await transport.post(event.bytes)
                counts.withLock { $0.count(answer) }
                guard answer.isWorthRepeating else { return answer.status == 202 }
                pause = answer.retryAfterSeconds.map { .seconds(max(0, $0)) } ?? Self.pause(after: attempt)
            } catch {
                try Task.checkCancellation()
                counts.withLock {
                    $0.failedAttempts += 1
                    $0.lastFailure = "\(error)"
                }
                pause = Self.pause(after: attempt)
            }
            guard attempt < maximumAttempts else { break }
            counts.withLock { $0.retries += 1 }
            try await sleep(min(pause, Self.longestPause))
        }
        counts.withLock { $0.givenUp += 1 }
        return false
    }

    /// Posts all events, at most `maximumConcurrency` at a time, in about their order.
    ///
    /// - Throws: `CancellationError`, when the task is cancelled.
    package func post(
        _ events: some Sequence<SimulatedEvent>,
        maximumConcurrency: Int
    ) async throws {
        precondition(maximumConcurrency > 0, "one event at a time is the least")
        try await withThrowingTaskGroup(of: Void.self) { group in
            var running = 0
            for event in events {
                if running == maximumConcurrency {
                    try await group.next()
                    running -= 1
                }
                group.addTask { _ = try await self.post(event) }
                running += 1
            }
            try await group.waitForAll()
        }
    }

    /// 0.25 s, doubled with each attempt.
    static func pause(after attempt: Int) -> Duration {
        .milliseconds(250 << min(attempt - 1, 8))
    }
}
