import AuditEvents
import AuditJournal

/// A place in a list of events that is ordered by time and, for equal times, by offset.
///
/// Its text is short and safe in a URL. Events that come in later change nothing of what stands behind a place.
package struct SearchPosition: Sendable, Hashable, CustomStringConvertible {
    /// Time of the last row that was shown.
    package let time: UTCTime

    /// Offset of that row.
    package let offset: JournalOffset

    /// Names the place behind a row.
    package init(time: UTCTime, offset: JournalOffset) {
        self.time = time
        self.offset = offset
    }

    /// Reads what ``description`` wrote; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let time = Int64(parts[0]), let offset = UInt64(parts[1]),
            time >= 0, offset <= JournalOffset.maximum.rawValue
        else { return nil }
        self.init(time: UTCTime(milliseconds: time), offset: JournalOffset(offset))
    }

    /// Milliseconds and offset, such as `1794993674092-1253`.
    package var description: String { "\(time.milliseconds)-\(offset)" }
}
