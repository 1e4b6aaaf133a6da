import AuditDestinations
import AuditEvents
import AuditJournal

/// What the verification of a data directory keeps of a record until its turn comes.
enum DirectoryNote: Sendable {
    /// It has to do with a screenshot.
    case screenshot(ScreenshotNote)
    /// It says that the log has this key from now on; nil when that can't be read.
    case key(String?, record: JournalOffset)

    private static let keyMembers = ["log.key.created": JSONKey("verifierKey"), "log.key.rotated": JSONKey("to")]

    /// Looks at one record; nil for most.
    init?(_ record: JournalRecord) {
        if let member = record.ownType.flatMap({ Self.keyMembers[$0] }) {
            let text = record.bytes.withUnsafeBytes { bytes -> String? in
                // What can't be read names no key, which is a finding.
                (try? JSONScanner().withDocument(of: bytes) { $0.root[member]?.string }) ?? nil
            }
            self = .key(text, record: record.offset)
        } else if let note = ScreenshotNote(record) {
            self = .screenshot(note)
        } else {
            return nil
        }
    }
}
