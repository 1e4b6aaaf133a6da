import AuditDestinations
import AuditJournal
import Logging
import ServiceLifecycle

/// Runs a delivery in a service group of its own, as the server does.
package struct DeliveryHarness: Sendable {
    /// The group; ``shutDown()`` is a SIGTERM.
    package let group: ServiceGroup

    /// Puts a delivery into a group.
    package init(_ delivery: Delivery) {
        group = ServiceGroup(services: [delivery], logger: Self.silent)
    }

    /// A logger that says nothing.
    package static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }

    /// Runs the delivery while `body` runs, then shuts down gracefully and waits for the end.
    package func during(_ body: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await body()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// Runs the delivery until `latch` opens, then cancels it without any ceremony.
    package func killed(at latch: Latch) async {
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                // However it ends, it ends by the kill; what counts is what is on disk afterwards.
                try? await group.run()
            }
            await latch.wait()
            tasks.cancelAll()
        }
    }
}
