import AuditEvents

/// What a destination of table files is told by the configuration.
package struct TableFileSettings: Sendable {
    /// Static tags, written into every row.
    package let tags: StaticTags
    /// How the newest part grows.
    package let rollUp: RollUp
    /// Days after which a file is removed; nil for never.
    package let retentionDays: Int?
    /// The log that the records are in; a directory belongs to one.
    package let logID: String
    /// Program and version, such as `vidimus version 0.1.0`.
    package let createdBy: String

    /// Collects them.
    package init(tags: StaticTags, rollUp: RollUp, retentionDays: Int?, logID: String, createdBy: String) {
        self.tags = tags
        self.rollUp = rollUp
        self.retentionDays = retentionDays
        self.logID = logID
        self.createdBy = createdBy
    }
}
