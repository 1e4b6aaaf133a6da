/// The distinct values of a field that isn't text: eight bytes each, encoded only when the file is written.
struct QVDValueSymbols: QVDSymbolTable {
    /// The values' keys in order of first appearance.
    private var keys: [Int64] = []
    /// Open addressing over codes (index plus one); 0 is free.
    ///
    /// Its size is 0 or a power of two, and at most two thirds are taken.
    private var slots: [UInt32] = []
    private let encoding: QVDValueEncoding
    private let seed: UInt64

    /// Makes an empty table; `seed` changes nothing but which values share a slot.
    init(encoding: QVDValueEncoding, seed: UInt64) {
        self.encoding = encoding
        self.seed = seed
    }

    var count: Int { keys.count }
    var encodedByteCount: Int { keys.reduce(0) { $0 + encoding.byteCount($1) } }
    var byteCount: Int { 8 * keys.count + 4 * slots.count }

    var traits: QVDSymbolTraits {
        // The texts written for values are digits, signs and colons.
        QVDSymbolTraits(count: count, textCount: keys.count(where: encoding.isText), isASCII: true)
    }

    mutating func appendCodes(of values: ColumnValues, to codes: inout [UInt32]) {
        switch values.type {
        case .integer, .timestamp, .day:
            appendCodes(of: values.integers, present: values.present, to: &codes)
        case .number:
            appendCodes(
                of: values.numbers.lazy.map { QVDValueEncoding.key($0) },
                present: values.present,
                to: &codes
            )
        case .boolean:
            appendCodes(
                of: values.booleans.lazy.map { QVDValueEncoding.key($0) },
                present: values.present,
                to: &codes
            )
        case .text, .json:
            preconditionFailure("text has a table of its own")
        }
    }

    func write(into pieces: inout QVDPieces, sink: inout some ByteSink) throws {
        for key in keys {
            encoding.append(key, to: &pieces.bytes)
            try pieces.flushIfFull(into: &sink)
        }
    }

    private mutating func appendCodes<Keys: RandomAccessCollection<Int64>>(
        of present: Keys,
        present isPresent: [Bool],
        to codes: inout [UInt32]
    ) where Keys.Index == Int {
        var next = 0
        var last: (key: Int64, code: UInt32)?
        for isPresent in isPresent {
            guard isPresent else {
                codes.append(0)
                continue
            }
            let key = present[next]
            next += 1
            let code = if let last, last.key == key { last.code } else { code(of: key) }
            last = (key, code)
            codes.append(code)
        }
    }

    /// The code of a value, which becomes a symbol if it isn't one.
    private mutating func code(of key: Int64) -> UInt32 {
        if (count + 1) * 3 > slots.count * 2 { grow() }
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash(of: key)) & mask
        while slots[slot] != 0 {
            if keys[Int(slots[slot]) - 1] == key { return slots[slot] }
            slot = (slot + 1) & mask
        }
        keys.append(key)
        slots[slot] = UInt32(keys.count)
        return slots[slot]
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: max(16, slots.count * 2))
        let mask = slots.count - 1
        for (index, key) in keys.enumerated() {
            var slot = Int(truncatingIfNeeded: hash(of: key)) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(index + 1)
        }
    }

    private func hash(of key: Int64) -> UInt64 {
        QVDHash.mix(UInt64(bitPattern: key) ^ seed, QVDHash.second ^ seed)
    }
}
