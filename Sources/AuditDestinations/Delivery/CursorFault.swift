import AuditJournal

/// Why a loaded cursor can't be followed.
enum CursorFault: Error {
    /// The cursor is ahead of the journal, which must then be another or an older one.
    case beyondEnd(JournalOffset, end: JournalOffset)
    /// The pending range doesn't begin at the cursor.
    case contradiction(Cursor)

    /// Returns what is wrong with `cursor` for a journal that ends at `end`.
    static func check(_ cursor: Cursor, end: JournalOffset) -> CursorFault? {
        if let pending = cursor.pending, pending.isEmpty || pending.lowerBound != cursor.next {
            return .contradiction(cursor)
        }
        let last = cursor.pending?.upperBound ?? cursor.next
        return last > end ? .beyondEnd(last, end: end) : nil
    }

    /// One line with the way out.
    func cure(for destination: String) -> String {
        let cure = "restore it, or remove cursors/\(destination).json to deliver again from offset 0"
        switch self {
        case .beyondEnd(let offset, let end):
            return "the cursor stands at offset \(offset) but the journal ends at \(end), so one of them is not the"
                + " right one; \(cure)"
        case .contradiction(let cursor):
            return "the cursor file contradicts itself (next \(cursor.next)); \(cure)"
        }
    }
}
