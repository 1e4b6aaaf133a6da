import CoreMetrics
import Synchronization

/// A count that only grows; wraps never, stops at the largest value.
final class CounterCell: CounterHandler {
    private let count = Atomic<Int64>(0)

    var value: Int64 { count.load(ordering: .relaxed) }

    func increment(by amount: Int64) {
        let (old, new) = count.wrappingAdd(amount, ordering: .relaxed)
        if new < old { count.store(.max, ordering: .relaxed) }
    }

    func reset() {
        count.store(0, ordering: .relaxed)
    }
}
