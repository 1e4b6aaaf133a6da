import AuditEvents

/// Ids in the order they were stored, found again by hash: 16 bytes an id and at most 12 for the slots.
struct EventIDTable: Sendable {
    /// Ids by local index.
    private(set) var ids: [EventID] = []

    /// Local index plus one; 0 is free.
    ///
    /// Always a power of two and at most two thirds full.
    private var slots: [UInt32]
    private let seed: IDHash.Seed

    /// Makes an empty table with its own hash key.
    init(seed: IDHash.Seed) {
        self.seed = seed
        slots = [UInt32](repeating: 0, count: 64)
    }

    /// Local index of `id`, or nil.
    func index(of id: EventID) -> Int? {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: IDHash(id, seed: seed).place) & mask
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if ids[index] == id { return index }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// Sets the marks of those of `wanted` that are in the table; the memory reads of so short a loop overlap.
    func mark(_ wanted: [EventID], in marks: inout [Bool]) {
        precondition(wanted.count == marks.count, "one mark for each id")
        for position in wanted.indices where index(of: wanted[position]) != nil { marks[position] = true }
    }

    /// Adds `id` under the next local index; the caller knows that it isn't there.
    mutating func append(_ id: EventID) {
        if (ids.count + 1) * 3 > slots.count * 2 { grow() }
        ids.append(id)
        place(ids.count - 1)
    }

    /// Forgets all ids but keeps the memory.
    mutating func removeAll() {
        ids.removeAll(keepingCapacity: true)
        if slots.count > 4096 {
            slots = [UInt32](repeating: 0, count: 4096)
        } else {
            for index in slots.indices { slots[index] = 0 }
        }
    }

    private mutating func place(_ index: Int) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: IDHash(ids[index], seed: seed).place) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = UInt32(index + 1)
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for index in ids.indices { place(index) }
    }
}
