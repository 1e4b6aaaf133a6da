import AuditJournal

/// How screenshots are doing, for health and people.
package struct ScreenshotStatus: Sendable, Hashable {
    /// First record that is still needed; nil before the journal was looked at.
    package var next: JournalOffset?
    /// Jobs without a final outcome, as far as they were read from the journal.
    package var open = 0
    /// Attempts under way.
    package var running = 0
    /// Pictures stored since the start.
    package var stored = 0
    /// Pictures given up since the start.
    package var lost = 0
    /// What the last attempt ran into, while no later one succeeded.
    package var trouble: String?
}
