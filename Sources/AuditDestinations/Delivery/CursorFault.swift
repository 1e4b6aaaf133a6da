import AuditJournal

/// Why a loaded cursor can't be followed.
enum CursorFault: Error, CustomStringConvertible {
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

    /// One line: what is wrong.
    var description: String {
        switch self {
        case .beyondEnd(let offset, let end):
            "the cursor stands at offset \(offset) but the journal ends at \(end), so one of them is not the right one"
        case .contradiction(let cursor): "the cursor file contradicts itself (next \(cursor.next))"
        }
    }

    /// One line with the way out.
    ///
    /// Never to remove the cursor file alone: table files that begin at other offsets would hold the same rows again.
    func cure(for destination: String) -> String {
        "cursors/\(destination).json: \(self); restore journal and cursor of the same moment, or stop the server,"
            + " move the destination's files away and run 'vidimus rebuild \(destination)'"
    }
}
