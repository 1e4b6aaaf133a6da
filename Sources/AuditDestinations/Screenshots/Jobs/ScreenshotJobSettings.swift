/// How patiently screenshots are fetched, and how many at a time.
package struct ScreenshotJobSettings: Sendable, Hashable {
    /// How long after an event came in its screenshot is still tried; at least ``promptAttempts`` are made in any case.
    package var patience: Duration

    /// Attempts that run at the same time.
    package var concurrency: Int

    /// How long after an event came in its row is written without a picture.
    package var pendingAfter: Duration

    /// Open jobs held at the same time; further ones wait in the journal.
    package var maximumOpen: Int

    /// Attempts that follow each other quickly, as Butler SOS makes them: half a second, then one second apart.
    package static let promptAttempts = 3

    /// Ten minutes, eight at a time, a row after 30 seconds.
    package init(
        patience: Duration = .seconds(600),
        concurrency: Int = 8,
        pendingAfter: Duration = .seconds(30),
        maximumOpen: Int = 100_000
    ) {
        precondition(patience >= .zero && pendingAfter >= .zero, "time doesn't run backwards")
        precondition(concurrency > 0 && maximumOpen >= concurrency, "there is room for what runs")
        self.patience = patience
        self.concurrency = concurrency
        self.pendingAfter = pendingAfter
        self.maximumOpen = maximumOpen
    }
}
