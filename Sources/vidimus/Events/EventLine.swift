import AuditDestinations
import AuditEvents
import AuditJournal

/// One record as `vidimus events` shows it.
struct EventLine {
    /// The record.
    let record: JournalRecord

    /// Its columns; nil for the server's own records and erased ones.
    let row: AuditRow?

    /// What it says of an event's screenshot; nil for other records.
    let outcome: ScreenshotOutcome?

    init(_ record: JournalRecord) {
        self.outcome = ScreenshotOutcome(record)
        self.record = record
        self.row =
            record.kind == .envelope
            ? record.bytes.withUnsafeBytes { AuditRow(envelope: $0, savedPaths: [], tags: .none) } : nil
    }

    /// Type under which erased records are listed.
    static let erasedType = "tombstone"

    /// The event's type; for an own record its own, for an erased one `tombstone`.
    var type: String {
        switch record.kind {
        case .envelope: row?.eventType ?? ""
        case .own: record.ownType ?? "own"
        case .tombstone: Self.erasedType
        }
    }

    /// The event's own time if it has one, else when it was received; milliseconds since 1970 UTC.
    var milliseconds: Int64 { row?.timestampMilliseconds ?? record.facts.receivedAtMilliseconds }
}
