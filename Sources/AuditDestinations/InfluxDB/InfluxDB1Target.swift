/// A database of InfluxDB 1.
package struct InfluxDB1Target: Sendable {
    /// Name of the database.
    package let database: String

    /// The login.
    package let credentials: InfluxDBCredentials

    /// Name of the retention policy that a database gets when it is made; nil for the server's own default.
    package let retentionPolicy: String?

    /// How long that policy keeps points.
    package let retention: RetentionPeriod

    /// Describes the database.
    package init(
        database: String,
        credentials: InfluxDBCredentials,
        retentionPolicy: String?,
        retention: RetentionPeriod
    ) {
        self.database = database
        self.credentials = credentials
        self.retentionPolicy = retentionPolicy
        self.retention = retention
    }
}
