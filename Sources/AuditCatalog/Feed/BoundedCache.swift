/// Remembers answers of the database, up to a bound; at the bound it begins anew.
struct BoundedCache<Key: Hashable, Value> {
    /// Entries that are kept.
    let limit: Int

    private var values: [Key: Value] = [:]

    init(limit: Int) {
        self.limit = limit
    }

    /// What is remembered; a value that was forgotten is in the database still.
    subscript(_ key: Key) -> Value? {
        get { values[key] }
        set {
            if values.count >= limit, newValue != nil, values[key] == nil { values.removeAll(keepingCapacity: true) }
            values[key] = newValue
        }
    }

    /// Forgets everything.
    mutating func removeAll() { values.removeAll() }
}
