import Synchronization

/// The bytes of unfinished request bodies that all connections together may hold.
package final class BodyBudget: Sendable {
    /// The bound, in bytes.
    package let limitBytes: Int
    private let usedBytes = Atomic<Int>(0)

    /// Creates an unused budget.
    package init(limitBytes: Int) {
        self.limitBytes = limitBytes
    }

    /// Takes `count` bytes, or none and returns false when they don't fit.
    package func reserve(_ count: Int) -> Bool {
        let (_, used) = usedBytes.add(count, ordering: .relaxed)
        if used <= limitBytes { return true }
        usedBytes.subtract(count, ordering: .relaxed)
        return false
    }

    /// Gives back what a request had reserved.
    package func release(_ count: Int) {
        usedBytes.subtract(count, ordering: .relaxed)
    }
}
