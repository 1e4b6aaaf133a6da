/// The distinct 64-bit values of a column chunk, in the order of their first appearance.
///
/// An open table with linear search: a slot holds the index plus one; 0 is free. At most half of the slots are taken.
struct ParquetIntegerDictionary: ~Copyable {
    /// Longest search for a free slot.
    ///
    /// Honest values stay far below; beyond it the dictionary counts as full.
    private static let maximumSteps = 512

    /// The values by index.
    private(set) var entries = ParquetStore<Int64>()
    private var slots: [UInt32]
    private let maximumCount: Int

    /// Starts empty; takes at most `maximumCount` values.
    init(maximumCount: Int) {
        self.maximumCount = maximumCount
        slots = [UInt32](repeating: 0, count: 1024)
    }

    /// Appends the index of each value to `indices`, adding new values.
    ///
    /// Returns how many values were taken: fewer than there are when the next one doesn't fit any more.
    mutating func append(
        _ values: UnsafeBufferPointer<Int64>,
        indicesTo indices: inout ParquetStore<UInt32>
    ) -> Int {
        indices.reserve(values.count)
        for (taken, value) in values.enumerated() {
            guard let index = index(of: value) else { return taken }
            indices.append(index)
        }
        return values.count
    }

    /// Forgets all values; keeps the room.
    mutating func removeAll() {
        guard entries.count > 0 else { return }
        entries.removeAll()
        for index in slots.indices { slots[index] = 0 }
    }

    @inline(__always)
    private mutating func index(of value: Int64) -> UInt32? {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: ParquetHash.integer(value)) & mask
        var steps = 0
        while slots[slot] != 0 {
            let index = slots[slot] - 1
            if entries.base[Int(index)] == value { return index }
            slot = (slot + 1) & mask
            steps += 1
            if steps == Self.maximumSteps { return nil }
        }
        guard entries.count < maximumCount else { return nil }
        entries.append(value)
        slots[slot] = UInt32(entries.count)
        if entries.count * 2 > slots.count { grow() }
        return UInt32(entries.count - 1)
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for (index, value) in entries.elements.enumerated() {
            var slot = Int(truncatingIfNeeded: ParquetHash.integer(value)) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(index + 1)
        }
    }
}
