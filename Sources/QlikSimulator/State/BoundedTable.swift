/// A dictionary of a bounded number of values that forgets the oldest one for a new one.
struct BoundedTable<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let maximumCount: Int
    private var values: [Key: (number: UInt64, value: Value)] = [:]
    /// Keys in the order of insertion from ``oldest`` on; some are gone or were inserted again later.
    private var order: [(number: UInt64, key: Key)] = []
    private var oldest = 0
    private var inserted: UInt64 = 0

    init(maximumCount: Int) {
        precondition(maximumCount > 0, "there is room for one")
        self.maximumCount = maximumCount
    }

    var count: Int { values.count }

    subscript(key: Key) -> Value? { values[key]?.value }

    /// Adds or replaces; returns what had to be forgotten or replaced.
    @discardableResult
    mutating func insert(_ value: Value, for key: Key) -> Value? {
        let replaced = values[key]?.value
        let forgotten = replaced == nil && values.count == maximumCount ? removeOldest() : nil
        inserted += 1
        values[key] = (inserted, value)
        order.append((inserted, key))
        if order.count > 2 * maximumCount { dropStaleOrder() }
        return replaced ?? forgotten
    }

    @discardableResult
    mutating func remove(_ key: Key) -> Value? {
        values.removeValue(forKey: key)?.value
    }

    mutating func removeAll() {
        values = [:]
        order = []
        oldest = 0
    }

    /// Removes the value that was inserted first; nil when there is none.
    @discardableResult
    mutating func removeOldest() -> Value? {
        while oldest < order.count {
            let (number, key) = order[oldest]
            oldest += 1
            if values[key]?.number == number { return values.removeValue(forKey: key)?.value }
        }
        return nil
    }

    /// Keeps what is gone from costing memory for ever; at least half of the entries are stale when it is called.
    private mutating func dropStaleOrder() {
        order = order[oldest...].filter { values[$0.key]?.number == $0.number }
        oldest = 0
    }
}
