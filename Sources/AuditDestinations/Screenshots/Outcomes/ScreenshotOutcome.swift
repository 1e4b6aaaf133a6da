import AuditEvents
import AuditJournal

/// The record that says what became of one event's screenshot.
///
/// Every event that waits gets exactly one final outcome, `screenshot.stored` or `screenshot.lost`, and before it at most
/// one `screenshot.pending`. The first of them carries the event's row. Source: `docs/formats/screenshot-records.md`.
package struct ScreenshotOutcome: Sendable, Hashable {
    /// How far it is.
    package enum Result: Sendable, Hashable {
        /// Not there yet; another record will follow.
        case pending
        /// Stored for good.
        case stored(ScreenshotEvidence)
        /// Given up.
        case lost(ScreenshotLoss)
    }

    /// Offset of the event.
    package let event: JournalOffset

    /// Id of the event.
    package let eventID: EventID

    /// Whether destinations write the event's row at this record: true for the first record of an event.
    package let writesRow: Bool

    /// Attempts that were made since the server's last start; 0 in a pending outcome before the first.
    package let attempts: Int

    /// What became of it.
    package let result: Result

    /// Describes one outcome.
    package init(event: JournalOffset, eventID: EventID, writesRow: Bool, attempts: Int, result: Result) {
        self.event = event
        self.eventID = eventID
        self.writesRow = writesRow
        self.attempts = attempts
        self.result = result
    }

    /// Whether no other outcome of the event follows.
    package var isFinal: Bool { result != .pending }

    /// Paths of the named copies; empty without a picture.
    package var savedPaths: [String] {
        if case .stored(let evidence) = result { evidence.savedPaths } else { [] }
    }
}
