extension ConfigurationSchema {
    /// `Butler-SOS.auditEvents.destination.influxdb`.
    static let influxDB: [ConfigurationKey] = [
        ConfigurationKey("metadata", influxDBMetadata, "One point for each event."),
        ConfigurationKey(
            "objectdata",
            unusedObjectData,
            "Checked, but without effect: object data is a field of every point."
        ),
    ]

    private static let influxDBMetadata: [ConfigurationKey] = [
        ConfigurationKey("host", .text(.host), default: .required, "Host of the database."),
        ConfigurationKey("port", remotePort, default: 8_086, "TCP port of the database."),
        ConfigurationKey(
            "version",
            .numberChoice([1, 2, 3]),
            default: 2,
            "Major version of the database; selects the block below that must be written."
        ),
        ConfigurationKey("maxBatchSize", batchSize, default: 1_000, "Points that are written at once at the latest."),
        ConfigurationKey(
            "writeFrequency",
            notNegative,
            default: 20_000,
            "Milliseconds after which waiting points are written; 0 writes at once."
        ),
        ConfigurationKey(
            "measurementName",
            .text(.any),
            default: "audit_event",
            "Measurement of the points; an empty text means the default."
        ),
        ConfigurationKey("auditEventSchemaVersion", .text(.any), default: "1", "Value of the tag of the same name."),
        ConfigurationKey("staticTags", staticTags, default: .described("none"), "Tags that are added to every point."),
        ConfigurationKey("v1Config", influxDB1, "For InfluxDB 1."),
        ConfigurationKey("v2Config", influxDB2, "For InfluxDB 2."),
        ConfigurationKey(
            "v3Config",
            influxDB3,
            "For InfluxDB 3.",
            refused: ["queryTimeout": "is not allowed here: nothing is ever queried"]
        ),
    ]

    private static let influxDB1: [ConfigurationKey] = [
        ConfigurationKey("auth", influxDB1Authentication, "Login."),
        ConfigurationKey(
            "dbName",
            .text(.any),
            default: .requiredWhen("with `version: 1`"),
            "Database; made when missing."
        ),
        ConfigurationKey(
            "retentionPolicy",
            influxDB1Retention,
            "Retention of a database that is made; existing ones stay as they are."
        ),
    ]

    private static let influxDB1Authentication: [ConfigurationKey] = [
        ConfigurationKey("enable", .boolean, default: false, "Whether the database wants a login."),
        ConfigurationKey("username", .text(.any), default: "", "Name of the login."),
        ConfigurationKey("password", .secret, default: .described("none"), "Password of the login."),
    ]

    private static let influxDB1Retention: [ConfigurationKey] = [
        ConfigurationKey(
            "name",
            .text(.any),
            default: "",
            "Name of the policy that a database gets when it is made; points go to the database's default policy."
        ),
        ConfigurationKey(
            "duration",
            .text(.retention),
            default: "",
            "How long points are kept; an empty text means for ever."
        ),
    ]

    private static let influxDB2: [ConfigurationKey] = [
        ConfigurationKey("org", .text(.any), default: .requiredWhen("with `version: 2`"), "Organisation."),
        ConfigurationKey(
            "bucket",
            .text(.any),
            default: .requiredWhen("with `version: 2`"),
            "Bucket; made when missing."
        ),
        ConfigurationKey("token", .secret, default: .requiredWhen("with `version: 2`"), "API token."),
        ConfigurationKey(
            "retentionDuration",
            .text(.retention),
            default: "",
            "How long a bucket that is made keeps points; an empty text means for ever."
        ),
        ConfigurationKey("description", .text(.any), default: "", "Description of a bucket that is made."),
    ]

    private static let influxDB3: [ConfigurationKey] = [
        ConfigurationKey(
            "database",
            .text(.any),
            default: .requiredWhen("with `version: 3`"),
            "Database; made when missing."
        ),
        ConfigurationKey("token", .secret, default: .requiredWhen("with `version: 3`"), "API token."),
        ConfigurationKey(
            "retentionDuration",
            .text(.any),
            default: "",
            "How long a database that is made keeps points; an empty or unreadable text means for ever."
        ),
        ConfigurationKey("description", .text(.any), default: "", "No effect: databases have none."),
        ConfigurationKey(
            "writeTimeout",
            .number(1_000...Double.greatestFiniteMagnitude),
            default: 10_000,
            "Milliseconds that one write may take."
        ),
    ]
}
