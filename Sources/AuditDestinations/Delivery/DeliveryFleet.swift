import ServiceLifecycle

/// All deliveries as one service, so that a stop drains them at the same time and not one after the other.
package struct DeliveryFleet: Service {
    private let deliveries: [Delivery]

    /// Takes the deliveries; each runs once.
    package init(_ deliveries: [Delivery]) {
        self.deliveries = deliveries
    }

    /// Delivers until graceful shutdown; throws only `CancellationError`.
    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for delivery in deliveries { group.addTask { try await delivery.run() } }
            // Also without any destination this is a service, which lives until the stop.
            group.addTask { try? await gracefulShutdown() }
            try await group.waitForAll()
        }
    }
}
