import AuditEvents
import AuditJournal

/// One event whose screenshot has no final outcome yet.
struct ScreenshotJob: Sendable, Hashable {
    /// Offset of the event.
    let event: JournalOffset
    /// Id of the event.
    let eventID: EventID
    /// End of patience, on the monotonic clock.
    let deadline: Duration
    /// Whether a record that carries the row is durable.
    var isRowWritten: Bool
    /// Attempts made since the start.
    var attempts = 0
    /// Whether the next attempt is one of the first, which come before those that wait patiently.
    var isPrompt: Bool { attempts < ScreenshotJobSettings.promptAttempts }
    /// The final outcome, once it is known; not yet durable.
    var final: ScreenshotOutcome.Result?
}
