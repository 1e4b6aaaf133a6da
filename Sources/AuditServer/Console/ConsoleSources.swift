import AuditJournal

/// Where the console takes what it shows from.
package struct ConsoleSources: Sendable {
    /// Appends own records.
    package var append: @Sendable (Submission) async -> AppendOutcome

    /// Whether the server takes events, and what is in trouble.
    package var health: @Sendable () -> HealthReport

    /// Milliseconds since 1970 UTC.
    package var now: @Sendable () -> Int64

    /// Version of the server.
    package var version: String

    /// Names the sources.
    package init(
        append: @escaping @Sendable (Submission) async -> AppendOutcome,
        health: @escaping @Sendable () -> HealthReport,
        now: @escaping @Sendable () -> Int64,
        version: String
    ) {
        self.append = append
        self.health = health
        self.now = now
        self.version = version
    }
}
