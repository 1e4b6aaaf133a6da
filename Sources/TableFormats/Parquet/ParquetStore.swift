/// A growing run of plain values without bounds checks: the one place where the Parquet writer handles raw memory.
///
/// What makes it safe: it is the only owner of its memory and can't be copied; `reserve` is the only thing that moves
/// the memory, so a pointer from `base` is valid until the next `reserve`, `append` or the end of the store; and only
/// the first `count` elements are ever read.
struct ParquetStore<Element: BitwiseCopyable>: ~Copyable {
    /// The first element; moves when the store grows.
    private(set) var base: UnsafeMutablePointer<Element>
    /// How many elements there are.
    private(set) var count = 0
    private var capacity: Int

    /// Starts empty with room for `capacity` elements.
    init(capacity: Int = 256) {
        self.capacity = max(capacity, 1)
        base = .allocate(capacity: self.capacity)
    }

    deinit {
        base.deallocate()
    }

    /// The elements; valid until the store changes.
    var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

    /// Makes room for `additional` more elements.
    mutating func reserve(_ additional: Int) {
        guard count + additional > capacity else { return }
        let newCapacity = max(count + additional, capacity * 2)
        let moved = UnsafeMutablePointer<Element>.allocate(capacity: newCapacity)
        moved.initialize(from: base, count: count)
        base.deallocate()
        base = moved
        capacity = newCapacity
    }

    /// Adds one element.
    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { reserve(1) }
        (base + count).initialize(to: element)
        count += 1
    }

    /// Adds elements that lie elsewhere.
    @inline(__always)
    mutating func append(from source: UnsafePointer<Element>, count added: Int) {
        reserve(added)
        (base + count).initialize(from: source, count: added)
        count += added
    }

    /// Counts `added` elements that were written behind the last one, into reserved room.
    mutating func extend(by added: Int) {
        precondition(count + added <= capacity, "only reserved room can be counted")
        count += added
    }

    /// Drops all elements; keeps the room.
    mutating func removeAll() {
        count = 0
    }
}

extension ParquetStore where Element == UInt8 {
    /// Adds a text as the PLAIN encoding has it: 32 bits of length, little-endian, and the bytes.
    @inline(__always)
    mutating func appendText(_ text: UnsafeRawPointer, count length: Int) {
        reserve(4 + length)
        let target = UnsafeMutableRawPointer(base + count)
        target.storeBytes(of: UInt32(truncatingIfNeeded: length).littleEndian, as: UInt32.self)
        (target + 4).copyMemory(from: text, byteCount: length)
        count += 4 + length
    }

    /// The length of the text whose PLAIN encoding starts at `position`.
    @inline(__always)
    func textLength(at position: Int) -> Int {
        Int(UInt32(littleEndian: UnsafeRawPointer(base + position).loadUnaligned(as: UInt32.self)))
    }
}
