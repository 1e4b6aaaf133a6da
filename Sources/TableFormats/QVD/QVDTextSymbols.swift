/// The distinct texts of one field, held as the file holds them and found again by hash.
///
/// A symbol is the type byte 4, the text in UTF-8 and a zero byte. Texts are compared byte by byte, so two spellings
/// of one character (composed and decomposed) stay two symbols. U+0000 would end a symbol early and is replaced by
/// U+2400 (␀); a text with either is then the same symbol.
///
/// This is the only type of the QVD writer that reads raw memory: texts are looked at in place, eight bytes at a time,
/// instead of being copied out of the rows. No pointer outlives the call that made it, every read lies inside the
/// buffer it was made from (``word(_:_:)`` is called with at least eight bytes left), and nothing is written through
/// a pointer.
struct QVDTextSymbols: QVDSymbolTable {
    /// The symbols back to back.
    private var bytes: [UInt8] = []
    /// For each symbol the index in `bytes` just after it; ``QVDLimits/textSymbolByteCount`` keeps it within 32 bits.
    private var ends: [UInt32] = []
    /// Open addressing: high half of the hash, then code (index plus one); 0 is free.
    ///
    /// Its size is 0 or a power of two, and at most two thirds are taken.
    private var slots: [UInt64] = []
    private var isASCII = true
    /// The code found last; in many columns the next row has the same value.
    private var lastCode: UInt32 = 0
    private let seed: UInt64
    /// A second secret, so that no text can make a factor of the hash zero and so wipe out the first.
    private let key: UInt64

    /// Makes an empty table; `seed` changes nothing but which texts share a slot.
    init(seed: UInt64) {
        self.seed = seed
        key = QVDHash.mix(seed ^ QVDHash.first, QVDHash.second)
    }

    var count: Int { ends.count }
    var encodedByteCount: Int { bytes.count }
    var byteCount: Int { bytes.count + 4 * ends.count + 8 * slots.count }
    var traits: QVDSymbolTraits { QVDSymbolTraits(count: count, textCount: count, isASCII: isASCII) }

    mutating func appendCodes(of values: ColumnValues, to codes: inout [UInt32]) {
        values.textBytes.withUnsafeBytes { texts in
            var next = 0
            var start = 0
            for isPresent in values.present {
                guard isPresent else {
                    codes.append(0)
                    continue
                }
                let end = values.textEnds[next]
                next += 1
                codes.append(code(of: UnsafeRawBufferPointer(rebasing: texts[start..<end])))
                start = end
            }
        }
    }

    func write(into pieces: inout QVDPieces, sink: inout some ByteSink) throws {
        try pieces.append(bytes, into: &sink)
    }

    /// The code of a text, which becomes a symbol if it isn't one.
    private mutating func code(of text: UnsafeRawBufferPointer) -> UInt32 {
        if lastCode != 0, isSymbol(lastCode, text) { return lastCode }
        if (count + 1) * 3 > slots.count * 2 { grow() }
        let hash = hash(of: text)
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash >> 32) & mask
        while slots[slot] != 0 {
            let code = UInt32(truncatingIfNeeded: slots[slot])
            if (slots[slot] ^ hash) >> 32 == 0, isSymbol(code, text) {
                lastCode = code
                return code
            }
            slot = (slot + 1) & mask
        }
        return add(text, hash: hash, slot: slot)
    }

    /// Makes `text`, which isn't a symbol as it stands, one.
    private mutating func add(_ text: UnsafeRawBufferPointer, hash: UInt64, slot: Int) -> UInt32 {
        // No symbol holds a zero byte, so every text with one comes here and only new texts are searched for one.
        if text.contains(0) {
            return Self.withoutZeroBytes(text).withUnsafeBytes { code(of: $0) }
        }
        if isASCII { isASCII = text.allSatisfy { $0 < 0x80 } }
        bytes.append(4)
        bytes.append(contentsOf: text)
        bytes.append(0)
        ends.append(UInt32(bytes.count))
        lastCode = UInt32(ends.count)
        slots[slot] = hash & ~UInt64(UInt32.max) | UInt64(lastCode)
        return lastCode
    }

    private static func withoutZeroBytes(_ text: UnsafeRawBufferPointer) -> [UInt8] {
        var replaced: [UInt8] = []
        for byte in text {
            if byte == 0 { replaced.append(contentsOf: "\u{2400}".utf8) } else { replaced.append(byte) }
        }
        return replaced
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: max(16, old.count * 2))
        let mask = slots.count - 1
        for entry in old where entry != 0 {
            var slot = Int(truncatingIfNeeded: entry >> 32) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = entry
        }
    }

    /// Whether the symbol with this code has exactly the bytes of `text`.
    private func isSymbol(_ code: UInt32, _ text: UnsafeRawBufferPointer) -> Bool {
        let index = Int(code) - 1
        let start = index == 0 ? 0 : Int(ends[index - 1])
        let length = Int(ends[index]) - start - 2
        guard length == text.count else { return false }
        return bytes.withUnsafeBytes { symbols in
            var at = 0
            while at + 8 <= length {
                if Self.word(symbols, start + 1 + at) != Self.word(text, at) { return false }
                at += 8
            }
            while at < length {
                if symbols[start + 1 + at] != text[at] { return false }
                at += 1
            }
            return true
        }
    }

    private func hash(of text: UnsafeRawBufferPointer) -> UInt64 {
        let count = text.count
        var state = seed ^ QVDHash.first
        var at = 0
        while at + 16 <= count {
            state = QVDHash.mix(Self.word(text, at) ^ key, Self.word(text, at + 8) ^ state)
            at += 16
        }
        var head: UInt64 = 0
        if at + 8 <= count {
            head = Self.word(text, at)
            at += 8
        }
        var tail: UInt64 = 0
        while at < count {
            tail = tail << 8 | UInt64(text[at])
            at += 1
        }
        state = QVDHash.mix(head ^ key, tail ^ state)
        return QVDHash.mix(state ^ QVDHash.first, UInt64(count) ^ QVDHash.second)
    }

    /// The eight bytes at `offset`, in the machine's order; the caller knows that they are there.
    private static func word(_ buffer: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
}
