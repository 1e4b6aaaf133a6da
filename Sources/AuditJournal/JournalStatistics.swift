/// Plain counters since the journal was opened.
package struct JournalStatistics: Sendable, Hashable {
    /// Records made durable, own ones included.
    package var appendedRecords = 0
    /// Bytes of their frames.
    package var appendedBytes = 0
    /// Submissions whose content was already stored.
    package var duplicates = 0
    /// Submissions whose id names other content.
    package var conflicts = 0
    /// Submissions that were not stored.
    package var refusals = 0
    /// Groups that were written and synced.
    package var groups = 0
    /// Writes or syncs that failed.
    package var failures = 0
    /// Segments begun because the one before was full or had failed.
    package var rollOvers = 0
}
