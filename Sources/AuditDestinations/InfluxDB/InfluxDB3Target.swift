/// A database of InfluxDB 3.
package struct InfluxDB3Target: Sendable, CustomReflectable {
    /// Name of the database.
    package let database: String

    /// The API token.
    let token: String

    /// How long the database keeps points, when it is made.
    package let retention: RetentionPeriod

    /// Describes the database.
    package init(database: String, token: String, retention: RetentionPeriod) {
        self.database = database
        self.token = token
        self.retention = retention
    }

    /// A mirror without the token.
    package var customMirror: Mirror { Mirror(self, children: ["database": database]) }
}
