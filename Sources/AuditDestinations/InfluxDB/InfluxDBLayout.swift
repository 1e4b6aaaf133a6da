import AuditEvents

/// What the configuration says about the points of a database.
package struct InfluxDBLayout: Sendable, Hashable {
    /// The measurement of every point, not empty.
    package let measurement: String

    /// Value of the tag `auditEventSchemaVersion`.
    package let schemaVersion: String

    /// Tags that every point gets.
    package let staticTags: StaticTags

    /// Collects the three.
    package init(measurement: String, schemaVersion: String, staticTags: StaticTags) {
        precondition(!measurement.isEmpty, "every point has a measurement")
        self.measurement = measurement
        self.schemaVersion = schemaVersion
        self.staticTags = staticTags
    }
}
