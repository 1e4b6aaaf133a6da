/// Database and token of InfluxDB 3: `v3Config`.
package struct InfluxDB3Access: Sendable, Hashable {
    /// Database.
    package var database: String

    /// API token.
    package var token: Secret

    /// How long a database that is made keeps points, such as `30d`; nil for ever.
    package var retentionDuration: String?

    /// How long one write may take; default 10 s.
    package var writeTimeout: Duration

    init(_ block: ConfigurationView, _ reading: inout ConfigurationReading) {
        self.database = reading.requiredText(block, "database", "with version: 3")
        self.token = reading.requiredSecret(block, "token", "with version: 3")
        reading.requireHeaderText(token, block, "token")
        self.retentionDuration = block.optionalText("retentionDuration").flatMap { $0.isEmpty ? nil : $0 }
        self.writeTimeout = .milliseconds(boundedMilliseconds: block.number("writeTimeout"))
    }
}
