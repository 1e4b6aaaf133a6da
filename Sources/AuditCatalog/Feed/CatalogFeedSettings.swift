/// How the catalog follows the journal.
package struct CatalogFeedSettings: Sendable {
    /// Records of one transaction.
    package var batchRecords = 8_000

    /// Bytes of JSON of one transaction; one record may be larger.
    package var batchBytes = 16 << 20

    /// How long the feed waits for more after the first new record.
    package var settle: Duration = .milliseconds(250)

    /// How long it waits after trouble.
    package var retry: Duration = .seconds(5)

    /// Whether texts can be searched; a benchmark tells by it what they cost.
    package var indexesText = true

    /// Suspends for at least so long, or throws `CancellationError`.
    package var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    /// The settings of a server.
    package init() {}
}
