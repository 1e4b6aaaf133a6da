import AuditJournal

/// A set of offsets in one bit for each record of the journal.
struct OffsetSet {
    private var words: [UInt64] = []

    /// Adds an offset; memory grows up to it.
    mutating func insert(_ offset: JournalOffset) {
        let (word, bit) = Self.place(of: offset)
        if word >= words.count { words += Array(repeating: 0, count: word + 1 - words.count) }
        words[word] |= 1 << bit
    }

    /// Whether it was added.
    func contains(_ offset: JournalOffset) -> Bool {
        let (word, bit) = Self.place(of: offset)
        return word < words.count && words[word] & 1 << bit != 0
    }

    private static func place(of offset: JournalOffset) -> (word: Int, bit: UInt64) {
        (Int(offset.rawValue >> 6), offset.rawValue & 63)
    }
}
