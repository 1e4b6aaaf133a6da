import AuditJournal

/// Where a delivery stands; each case says what is true on disk.
package enum DeliveryPhase: Sendable, Hashable {
    /// The cursor isn't known yet. Next: `preparing`.
    case loading
    /// The destination has to prepare. Next: `gathering`, or `delivering` when a pending range is left.
    case preparing
    /// No range is pending. Next: `reading` when a batch is due, `finished` at the end of a drain.
    ///
    /// `since` is when the first record of the incomplete batch was seen.
    case gathering(since: Duration?)
    /// No range is pending; the size of the next batch is being found. Next: `announcing`.
    case reading(from: JournalOffset, maximumCount: Int)
    /// The range may or may not be in the cursor file; nothing of it was published. Next: `delivering`.
    case announcing(Range<JournalOffset>)
    /// The range is in the cursor file; any part of it may have been stored. Next: `confirming` or `burying`.
    case delivering(Range<JournalOffset>)
    /// As `delivering`; any part of the letters may be in the dead-letter file. Next: `delivering`.
    case burying([RecordRejection], in: Range<JournalOffset>)
    /// The destination confirmed the range; the cursor file may or may not know. Next: `gathering`.
    case confirming(Range<JournalOffset>)
    /// Nothing more happens.
    case finished
}
