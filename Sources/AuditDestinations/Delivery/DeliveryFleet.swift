import Logging
import ServiceLifecycle

/// All deliveries as one service, so that a stop drains them at the same time and not one after the other.
package struct DeliveryFleet: Service {
    /// How long a destination may take to answer for the first time before that is logged.
    package static let patience = Duration.seconds(10)

    private let deliveries: [Delivery]
    private let clock: DeliveryClock
    private let logger: Logger

    /// Takes the deliveries; each runs once.
    package init(_ deliveries: [Delivery], clock: DeliveryClock = .system, logger: Logger) {
        self.deliveries = deliveries
        self.clock = clock
        self.logger = logger
    }

    /// Delivers until graceful shutdown; throws only `CancellationError`.
    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for delivery in deliveries { group.addTask { try await delivery.run() } }
            group.addTask { await self.watch() }
            // Also without any destination this is a service, which lives until the stop.
            group.addTask { try? await gracefulShutdown() }
            try await group.waitForAll()
        }
    }

    /// Tells of destinations that neither answer nor fail: a hung network disk does that, and no loop can say so itself.
    private func watch() async {
        do {
            try await cancelWhenGracefulShutdown {
                var told: Set<String> = []
                while true {
                    try await clock.sleep(Self.patience)
                    for status in deliveries.map(\.status) { tell(of: status, &told) }
                }
            }
        } catch {
            // The stop.
        }
    }

    /// Logs once for each time that a destination starts.
    private func tell(of status: DeliveryStatus, _ told: inout Set<String>) {
        guard let since = status.startingSinceMilliseconds else {
            told.remove(status.destination)
            return
        }
        let waited = Duration.milliseconds(clock.wallMilliseconds() - since)
        guard waited >= Self.patience, told.insert(status.destination).inserted else { return }
        var metadata: Logger.Metadata = [
            "destination": "\(status.destination)", "seconds": "\(waited.components.seconds)",
        ]
        if let error = status.lastError { metadata["last.error"] = "\(error)" }
        logger.warning("Delivery is still starting: its place has not answered yet", metadata: metadata)
    }
}
