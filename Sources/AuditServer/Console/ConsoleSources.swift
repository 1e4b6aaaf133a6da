import AuditCatalog
import AuditJournal

/// Where the console takes what it shows from.
package struct ConsoleSources: Sendable {
    /// Answers questions about what people saw.
    package var catalog: any CatalogQuestions

    /// The records themselves.
    package var records: any RecordSource

    /// Appends own records.
    package var append: @Sendable (Submission) async -> AppendOutcome

    /// The stored pictures.
    package var pictures: PictureFolder

    /// Whether the server takes events, and what is in trouble.
    package var health: @Sendable () -> HealthReport

    /// How far each destination is.
    package var destinations: @Sendable () -> [DestinationView]

    /// Where a record stands with the published log.
    package var standing: @Sendable (JournalOffset) async throws -> RecordStanding = { _ in .unpublished }

    /// From where on something counts as unusual.
    package var thresholds = UnusualThresholds()

    /// Milliseconds since 1970 UTC.
    package var now: @Sendable () -> Int64

    /// Names the log in receipts.
    package var logID: String

    /// Version of the server.
    package var version: String

    /// Names the sources.
    package init(
        catalog: any CatalogQuestions,
        records: any RecordSource,
        append: @escaping @Sendable (Submission) async -> AppendOutcome,
        pictures: PictureFolder,
        health: @escaping @Sendable () -> HealthReport,
        destinations: @escaping @Sendable () -> [DestinationView],
        now: @escaping @Sendable () -> Int64,
        logID: String,
        version: String
    ) {
        self.catalog = catalog
        self.records = records
        self.append = append
        self.pictures = pictures
        self.health = health
        self.destinations = destinations
        self.now = now
        self.logID = logID
        self.version = version
    }

    /// The stored picture of this path; nil when there is none.
    func picture(_ path: String) async throws -> [UInt8]? { try await pictures.bytes(path) }

    /// One record with its bytes; nil when there is none at this offset.
    func record(_ offset: JournalOffset) async throws -> JournalRecord? {
        guard offset < records.end else { return nil }
        return try await records.records(from: offset, maximumCount: 1, maximumBytes: 1).first
    }
}
