import AuditJournal

/// Fetches and stores the screenshot of one event; the part of a job that touches network and disk.
package protocol ScreenshotWork: Sendable {
    /// Called once, beside the first attempts: makes missing places, says what is wrong. Nobody waits for it.
    func prepare() async

    /// Tries once, counted from 1; never throws, and ends within bounds of its own.
    ///
    /// When the calling task is cancelled it ends soon, with any result.
    func attempt(_ event: JournalRecord, number: Int) async -> AttemptResult
}

extension ScreenshotWork {
    /// Does nothing: there is nothing to prepare.
    package func prepare() async {}
}
