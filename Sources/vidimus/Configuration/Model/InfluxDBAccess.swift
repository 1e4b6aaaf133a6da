/// Version of an InfluxDB, what is written to there, and the login.
package enum InfluxDBAccess: Sendable, Hashable {
    /// InfluxDB 1.
    case version1(InfluxDB1Access)
    /// InfluxDB 2.
    case version2(InfluxDB2Access)
    /// InfluxDB 3.
    case version3(InfluxDB3Access)

    init(_ metadata: ConfigurationView, _ reading: inout ConfigurationReading) {
        switch metadata.integer("version") {
        case 1: self = .version1(InfluxDB1Access(metadata.object("v1Config"), &reading))
        case 3: self = .version3(InfluxDB3Access(metadata.object("v3Config"), &reading))
        default: self = .version2(InfluxDB2Access(metadata.object("v2Config"), &reading))
        }
    }
}
