/// Known keys of one object, in memory that is never given back, so that using them costs no reference counting.
struct KeyList: Sendable {
    /// How many keys a list may have.
    static let capacity = 12

    // Written once, before anybody else sees the list, and never freed.
    nonisolated(unsafe) private let base: UnsafePointer<JSONKey>
    let count: Int

    /// Makes a list; meant for constants, as its memory is never given back.
    init(_ keys: [JSONKey]) {
        precondition(keys.count <= KeyList.capacity, "a list of known keys fits")
        let storage = UnsafeMutablePointer<JSONKey>.allocate(capacity: keys.count)
        for (index, key) in keys.enumerated() { (storage + index).initialize(to: key) }
        base = UnsafePointer(storage)
        count = keys.count
    }

    /// Makes a list of ASCII keys.
    init(_ names: StaticString...) {
        self.init(names.map { JSONKey($0) })
    }

    @inline(__always)
    subscript(_ index: Int) -> JSONKey {
        precondition(index < count, "a key of this list")
        return base[index]
    }
}
