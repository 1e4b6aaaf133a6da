/// Posts many events in batches, one request at a time and in their order.
///
/// Events that are answered 429 or 503, or not at all, are posted again after a pause, the others not.
package final class BatchPoster {
    /// Events and bytes of one request; a server takes 10,000 and 16 MiB.
    private static let bounds = (events: 500, bytes: 4 << 20)

    private let transport: any BatchTransport
    private let maximumAttempts: Int
    private let sleep: @Sendable (Duration) async throws -> Void

    /// The counts so far.
    package private(set) var statistics = PostStatistics()

    /// Creates a poster; an event is tried so often, and `sleep` waits between attempts and throws when cancelled.
    package init(
        transport: any BatchTransport,
        maximumAttempts: Int = 8,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        precondition(maximumAttempts > 0, "an event is tried at least once")
        self.transport = transport
        self.maximumAttempts = maximumAttempts
        self.sleep = sleep
    }

    /// Posts all events; `progress` is called after each request with the counts so far.
    ///
    /// - Throws: `CancellationError`, when the task is cancelled before all answers are final.
    package func post(_ events: [SimulatedEvent], progress: (PostStatistics) -> Void = { _ in }) async throws {
        var batch: [[UInt8]] = []
        var bytes = 0
        for event in events {
            if batch.count == Self.bounds.events || bytes + event.bytes.count > Self.bounds.bytes, !batch.isEmpty {
                try await post(batch, progress)
                batch = []
                bytes = 0
            }
            batch.append(event.bytes)
            bytes += event.bytes.count + 1
        }
        if !batch.isEmpty { try await post(batch, progress) }
    }

    private func post(_ batch: [[UInt8]], _ progress: (PostStatistics) -> Void) async throws {
        var open = batch
        for attempt in 1...maximumAttempts {
            try Task.checkCancellation()
            var pause = EventPoster.pause(after: attempt)
            do {
                let answers = try await transport.post(open)
                for answer in answers { statistics.count(answer) }
                if let seconds = answers.compactMap(\.retryAfterSeconds).max() { pause = .seconds(max(0, seconds)) }
                open = zip(open, answers).filter { $0.1.isWorthRepeating }.map(\.0)
            } catch {
                try Task.checkCancellation()
                statistics.failedAttempts += 1
                statistics.lastFailure = "\(error)"
            }
            progress(statistics)
            guard !open.isEmpty else { return }
            guard attempt < maximumAttempts else { break }
            statistics.retries += 1
            try await sleep(min(pause, EventPoster.longestPause))
        }
        statistics.givenUp += open.count
        progress(statistics)
    }
}
