/// The distinct texts of a column chunk, in the order of their first appearance.
///
/// An open table with linear search: a slot holds the upper half of the hash and the index plus one; 0 is free. At most
/// half of the slots are taken.
struct ParquetTextDictionary: ~Copyable {
    /// Longest search for a free slot.
    ///
    /// Honest texts stay far below; beyond it the dictionary counts as full.
    private static let maximumSteps = 512

    /// The texts in PLAIN encoding, back to back: the contents of the dictionary page.
    private(set) var entries = ParquetStore<UInt8>()
    /// Where each text starts in `entries`.
    private(set) var starts = ParquetStore<UInt32>()
    private var slots: [UInt64]
    private let maximumBytes: Int

    /// Starts empty; `maximumBytes` bounds `entries`.
    init(maximumBytes: Int) {
        self.maximumBytes = maximumBytes
        slots = [UInt64](repeating: 0, count: 1024)
    }

    /// How many texts there are.
    var count: Int { starts.count }

    /// Appends the index of each text of `column` in `range` to `indices`, adding new texts.
    ///
    /// Returns how many texts were taken: fewer than asked for when the next one doesn't fit any more.
    mutating func append(
        _ column: ColumnValues,
        _ range: Range<Int>,
        indicesTo indices: inout ParquetStore<UInt32>
    ) -> Int {
        var taken = 0
        column.textBytes.withUnsafeBytes { bytes in
            column.textEnds.withUnsafeBufferPointer { ends in
                // Texts may all be empty, and then there is no memory to point to.
                guard let memory = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1) else { return }
                indices.reserve(range.count)
                var start = range.lowerBound == 0 ? 0 : ends[range.lowerBound - 1]
                for end in ends[range] {
                    guard let index = index(of: memory + start, count: end - start) else { return }
                    indices.append(index)
                    taken += 1
                    start = end
                }
            }
        }
        return taken
    }

    /// Appends the text with this index, in PLAIN encoding, to `target`.
    @inline(__always)
    func append(_ index: UInt32, to target: inout ParquetStore<UInt8>) {
        let start = Int(starts.base[Int(index)])
        target.append(from: entries.base + start, count: 4 + entries.textLength(at: start))
    }

    /// Forgets all texts; keeps the room.
    mutating func removeAll() {
        guard count > 0 else { return }
        entries.removeAll()
        starts.removeAll()
        for index in slots.indices { slots[index] = 0 }
    }

    /// The index of a text, new or known; nil when it is new and doesn't fit.
    @inline(__always)
    private mutating func index(of text: UnsafeRawPointer, count length: Int) -> UInt32? {
        let hash = ParquetHash.text(text, count: length)
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        var steps = 0
        while slots[slot] != 0 {
            if slots[slot] >> 32 == hash >> 32 {
                let index = UInt32(truncatingIfNeeded: slots[slot]) - 1
                if isEntry(index, text, count: length) { return index }
            }
            slot = (slot + 1) & mask
            steps += 1
            if steps == Self.maximumSteps { return nil }
        }
        guard entries.count + 4 + length <= maximumBytes else { return nil }
        starts.append(UInt32(entries.count))
        entries.appendText(text, count: length)
        slots[slot] = (hash >> 32) << 32 | UInt64(count)
        if count * 2 > slots.count { grow() }
        return UInt32(count - 1)
    }

    @inline(__always)
    private func isEntry(_ index: UInt32, _ text: UnsafeRawPointer, count length: Int) -> Bool {
        let start = Int(starts.base[Int(index)])
        guard entries.textLength(at: start) == length else { return false }
        return ParquetTextOrder.areEqual(UnsafeRawPointer(entries.base + (start + 4)), text, count: length)
    }

    private mutating func grow() {
        slots = [UInt64](repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for index in 0..<count {
            let start = Int(starts.base[index])
            let text = UnsafeRawPointer(entries.base + (start + 4))
            let hash = ParquetHash.text(text, count: entries.textLength(at: start))
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = (hash >> 32) << 32 | UInt64(index + 1)
        }
    }
}
