import AuditJournal

/// Gives up every screenshot: what a server does with jobs that it finds after screenshots were switched off.
package struct RefusedScreenshots: ScreenshotWork {
    /// Knows nothing.
    package init() {}

    package func attempt(_ event: JournalRecord, number: Int) async -> AttemptResult {
        .lost(
            ScreenshotLoss(
                reason: "switched-off",
                message: "screenshots were switched off in the configuration before this one was fetched"
            )
        )
    }
}
