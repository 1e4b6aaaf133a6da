import Synchronization

/// The bytes of unfinished request bodies that all connections together may hold.
package final class BodyBudget: Sendable {
    /// The bound, in bytes.
    package let limitBytes: Int
    private let used = Atomic<Int>(0)

    /// Creates an unused budget.
    package init(limitBytes: Int) {
        self.limitBytes = limitBytes
    }

    /// What is held now, in bytes.
    package var usedBytes: Int { used.load(ordering: .relaxed) }

    /// Takes `count` bytes, or none and returns false when they don't fit.
    package func reserve(_ count: Int) -> Bool {
        let (_, usedBytes) = used.add(count, ordering: .relaxed)
        if usedBytes <= limitBytes { return true }
        used.subtract(count, ordering: .relaxed)
        return false
    }

    /// Gives back what a request had reserved.
    package func release(_ count: Int) {
        used.subtract(count, ordering: .relaxed)
    }
}
