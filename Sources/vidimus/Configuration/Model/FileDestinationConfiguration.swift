/// Parquet or QVD files: `destination.parquet`, `destination.qvd` and their counterparts under `Vidimus`.
package struct FileDestinationConfiguration: Sendable, Hashable {
    /// How the newest file grows.
    package enum RollUp: String, Sendable, Hashable, CaseIterable {
        /// Files never change.
        case none
        /// One growing file an hour.
        case hour
        /// One growing file a day.
        case day
    }

    /// Directory of the files, relative to the working directory; default `audit-events/parquet` or `…/qvd`.
    package var exportDirectory: String

    /// Rows that are written at once at the latest; default 1,000.
    package var maximumRows: Int

    /// Time after which waiting rows are written; default 20 s, zero for at once.
    package var writeInterval: Duration

    /// Tags that are added to every row; default none.
    package var staticTags: [StaticTag]

    /// How the newest file grows; default none.
    package var rollUp: RollUp

    /// Days after which a file is removed; nil (the default) for never.
    package var retentionDays: Int?

    init(_ block: ConfigurationView, _ own: ConfigurationView) {
        let metadata = block.object("metadata")
        self.exportDirectory = metadata.text("exportDirectory")
        self.maximumRows = metadata.integer("maxBatchSize")
        self.writeInterval = .milliseconds(boundedMilliseconds: metadata.number("writeFrequency"))
        self.staticTags = StaticTag.list(metadata)
        self.rollUp = RollUp(rawValue: own.text("rollUp")) ?? .none
        self.retentionDays = own.optionalInteger("retentionDays")
    }

    private init(exportDirectory: String, maximumRows: Int, writeInterval: Duration, rollUp: RollUp) {
        self.exportDirectory = exportDirectory
        self.maximumRows = maximumRows
        self.writeInterval = writeInterval
        self.staticTags = []
        self.rollUp = rollUp
        self.retentionDays = nil
    }

    /// Few and large files: every 15 minutes or 100,000 rows, rolled up by the hour.
    static func embeddedDefault(exportDirectory: String) -> FileDestinationConfiguration {
        FileDestinationConfiguration(
            exportDirectory: exportDirectory,
            maximumRows: 100_000,
            writeInterval: .seconds(15 * 60),
            rollUp: .hour
        )
    }
}
