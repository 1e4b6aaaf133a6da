import AuditDestinations
import Synchronization

/// Lets another destination fail for a while, before or after it did its work.
struct InterruptedDestination: Destination {
    let inner: any Destination
    /// Errors still to come, and whether the work is done before one is thrown.
    let plan: Plan

    /// Calls left that fail.
    final class Plan: Sendable {
        private let left: Mutex<[(error: DestinationError, worksFirst: Bool)]>

        init(_ failures: [(error: DestinationError, worksFirst: Bool)]) {
            left = Mutex(failures)
        }

        func next() -> (error: DestinationError, worksFirst: Bool)? {
            left.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        }
    }

    var name: String { inner.name }

    func prepare() async throws(DestinationError) { try await inner.prepare() }

    func deliver(_ batch: DeliveryBatch) async throws(DestinationError) {
        guard let failure = plan.next() else { return try await inner.deliver(batch) }
        if failure.worksFirst { try await inner.deliver(batch) }
        throw failure.error
    }
}
