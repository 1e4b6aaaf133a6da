/// Bucket and token of InfluxDB 2: `v2Config`.
package struct InfluxDB2Access: Sendable, Hashable {
    /// Organisation.
    package var organisation: String

    /// Bucket.
    package var bucket: String

    /// API token.
    package var token: Secret

    /// How long a bucket that is made keeps points, such as `30d`; nil for ever.
    package var retentionDuration: String?

    /// Description of a bucket that is made.
    package var description: String

    init(_ block: ConfigurationView, _ reading: inout ConfigurationReading) {
        self.organisation = reading.requiredText(block, "org", "with version: 2")
        self.bucket = reading.requiredText(block, "bucket", "with version: 2")
        self.token = reading.requiredSecret(block, "token", "with version: 2")
        reading.requireHeaderText(token, block, "token")
        self.retentionDuration = block.optionalText("retentionDuration").flatMap { $0.isEmpty ? nil : $0 }
        self.description = block.text("description")
    }
}
