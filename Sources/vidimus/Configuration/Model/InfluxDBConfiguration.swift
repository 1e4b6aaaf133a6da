/// InfluxDB: `destination.influxdb.metadata` and `Vidimus.destinations.influxdb`.
package struct InfluxDBConfiguration: Sendable, Hashable {
    /// Which columns become tags.
    package enum Tagging: String, Sendable, Hashable, CaseIterable {
        /// Ids are fields, so that the number of series stays bounded.
        case bounded
        /// Ids are tags, as Butler SOS writes them.
        case compat
    }

    /// Host of the database.
    package var host: String

    /// TCP port; default 8086.
    package var port: Int

    /// Version and login; default version 2.
    package var access: InfluxDBAccess

    /// Points that are written at once at the latest; default 1,000.
    package var maximumPoints: Int

    /// Time after which waiting points are written; default 20 s, zero for at once.
    package var writeInterval: Duration

    /// Measurement; default `audit_event`.
    package var measurementName: String

    /// Value of the tag `auditEventSchemaVersion`; default `1`.
    package var auditEventSchemaVersion: String

    /// Tags that are added to every point; default none.
    package var staticTags: [StaticTag]

    /// Which columns become tags; nil for bounded, unless the database already has the ids as tags.
    package var tagging: Tagging?

    /// Whether requests go over TLS; default no.
    package var isTLS: Bool

    /// Path of the PEM file with trusted authorities; nil for those of the system.
    package var authorityFile: String?

    /// Path before that of every request; default none.
    package var pathPrefix: String

    /// Reads the block `influxdb` of `destination`; nil when the destination is off.
    init?(
        _ destination: ConfigurationView,
        _ own: ConfigurationView,
        isActive: Bool,
        _ reading: inout ConfigurationReading
    ) {
        guard isActive else { return nil }
        guard destination.isWritten("influxdb") else {
            let message = "is missing, but destination.type names influxdb, which needs at least metadata.host"
            reading.problem(destination, "influxdb", message)
            return nil
        }
        let block = destination.object("influxdb")
        guard block.isWritten("metadata") else {
            reading.problem(block, "metadata", "is missing; it needs at least host")
            return nil
        }
        let metadata = block.object("metadata")
        self.host = metadata.text("host")
        self.port = metadata.integer("port")
        self.access = InfluxDBAccess(metadata, &reading)
        self.maximumPoints = metadata.integer("maxBatchSize")
        self.writeInterval = .milliseconds(boundedMilliseconds: metadata.number("writeFrequency"))
        let measurement = metadata.text("measurementName")
        self.measurementName = measurement.isEmpty ? "audit_event" : measurement
        self.auditEventSchemaVersion = metadata.text("auditEventSchemaVersion")
        self.staticTags = StaticTag.list(metadata)
        self.tagging = own.optionalText("tagging").flatMap { Tagging(rawValue: $0) }
        self.isTLS = own.boolean("tls")
        self.authorityFile = own.optionalText("caFile")
        self.pathPrefix = own.text("pathPrefix")
        Self.checkNames(metadata, measurement, staticTags, &reading)
        if authorityFile != nil, !isTLS {
            reading.note(.warning, own, "caFile", "has no effect without tls: true")
        }
    }

    /// Finds names that a database would refuse, or silently take for a comment.
    private static func checkNames(
        _ metadata: ConfigurationView,
        _ measurement: String,
        _ staticTags: [StaticTag],
        _ reading: inout ConfigurationReading
    ) {
        if measurement.hasPrefix("#") {
            reading.problem(metadata, "measurementName", "must not begin with '#', which makes a line a comment")
        }
        for tag in staticTags where reservedTagNames.contains(tag.name) {
            reading.problem(metadata, "staticTags", "has the name \(tag.name), which InfluxDB keeps for itself")
        }
    }

    private static let reservedTagNames = ["time", "_time", "_measurement", "_field"]
}
