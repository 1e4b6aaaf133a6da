import AuditJournal

/// A delivery that didn't happen, named by what the loop does next.
package enum DestinationError: Error, Sendable, Hashable {
    /// Try the same batch again, not before `retryAfter`: refused connection, HTTP 429 or 5xx, full disk.
    case unavailable(reason: String, retryAfter: Duration?)
    /// Move these records to the dead-letter file and deliver the rest: they can never be stored here.
    case recordsRejected([RecordRejection])
    /// Pause and show it in health; try again slowly, because an operator has to act.
    case misconfigured(reason: String)
    /// The batch couldn't be read from the journal; a destination only passes this on.
    case journalUnreadable(reason: String)

    /// One record that can never be stored here, with the reason for the dead-letter file.
    package static func recordRejected(_ offset: JournalOffset, reason: String) -> DestinationError {
        .recordsRejected([RecordRejection(offset: offset, reason: reason)])
    }
}
