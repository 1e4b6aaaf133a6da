import AuditEvents
import AuditJournal

/// Name of a part file: `YYYYMMDD_part<first offset, 12 digits or more>.<extension>`.
///
/// The day is that of the events inside. The digits are padded so that names sort in the order of the journal, and so
/// that no part is taken for one of Butler SOS, which counts from `part1`.
package struct PartName: Sendable, Hashable {
    private static let digits = 12

    /// UTC day of the events, counted since 1970-01-01.
    package let day: Int64
    /// First offset of the part.
    package let first: JournalOffset
    /// Name of the file.
    package let text: String

    /// Names the part of `day` that begins at `first`.
    package init(day: Int64, first: JournalOffset, fileExtension: String) {
        self.day = day
        self.first = first
        let number = "\(first)"
        let padding = String(repeating: "0", count: max(0, Self.digits - number.utf8.count))
        text = "\(UTCTime(day: day).dateText)_part\(padding)\(number).\(fileExtension)"
    }

    /// Takes `name` if it is exactly that of a part.
    package init?(_ name: String, fileExtension: String) {
        guard let match = name.wholeMatch(of: #/(\d{4})(\d{2})(\d{2})_part(\d{12,19})\.([a-z]+)/#),
            match.5 == fileExtension, let offset = UInt64(match.4),
            let time = UTCTime(dateTime: "\(match.1)-\(match.2)-\(match.3)T00:00:00Z")
        else { return nil }
        self.init(day: time.day, first: JournalOffset(offset), fileExtension: fileExtension)
        guard text == name else { return nil }
    }
}
