import Foundation

/// The ids that posters got a 202 for.
final class AcknowledgedEvents: @unchecked Sendable {
    // Everything is guarded by the condition.
    private let condition = NSCondition()
    private var acknowledged: Set<String> = []
    private var stopped = false
    private var ended = 0

    var ids: Set<String> {
        condition.withLock { acknowledged }
    }

    var isStopped: Bool {
        condition.withLock { stopped }
    }

    func add(_ id: UUID) {
        condition.withLock {
            acknowledged.insert(id.uuidString.lowercased())
            condition.broadcast()
        }
    }

    func posterEnded() {
        condition.withLock {
            ended += 1
            condition.broadcast()
        }
    }

    /// Returns once `count` more events are acknowledged.
    func waitFor(count: Int) {
        condition.withLock {
            let goal = acknowledged.count + count
            while acknowledged.count < goal { condition.wait() }
        }
    }

    /// Ends the posters and waits for them.
    func stop(posters: Int) {
        condition.withLock {
            stopped = true
            while ended < posters { condition.wait() }
        }
    }
}
