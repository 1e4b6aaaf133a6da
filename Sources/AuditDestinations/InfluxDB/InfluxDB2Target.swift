/// A bucket of InfluxDB 2.
package struct InfluxDB2Target: Sendable, CustomReflectable {
    /// Name of the organisation.
    package let organisation: String

    /// Name of the bucket.
    package let bucket: String

    /// The API token.
    let token: String

    /// How long the bucket keeps points, when it is made.
    package let retention: RetentionPeriod

    /// Description of the bucket, when it is made.
    package let summary: String

    /// Describes the bucket.
    package init(organisation: String, bucket: String, token: String, retention: RetentionPeriod, summary: String) {
        self.organisation = organisation
        self.bucket = bucket
        self.token = token
        self.retention = retention
        self.summary = summary
    }

    /// A mirror without the token.
    package var customMirror: Mirror { Mirror(self, children: ["organisation": organisation, "bucket": bucket]) }
}
