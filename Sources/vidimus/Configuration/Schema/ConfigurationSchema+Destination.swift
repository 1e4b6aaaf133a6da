extension ConfigurationSchema {
    /// `Butler-SOS.auditEvents.destination`: what becomes of the events in the journal.
    static let destination: [ConfigurationKey] = [
        ConfigurationKey(
            "enable",
            .boolean,
            default: false,
            """
            Whether events are delivered to the destinations of `type`. With `false` they stay in the journal only; \
            screenshots have a switch of their own.
            """
        ),
        ConfigurationKey(
            "type",
            .text(.any),
            default: "influxdb",
            """
            Names of destinations, separated by commas: `influxdb`, `parquet`, `qvd`, `json`. Letter case and blanks \
            don't matter.
            """
        ),
        ConfigurationKey("influxdb", influxDB, "InfluxDB 1, 2 or 3."),
        ConfigurationKey("parquet", fileDestination("parquet"), "Parquet files."),
        ConfigurationKey("qvd", fileDestination("qvd"), "QVD files for Qlik."),
        ConfigurationKey(
            "json",
            [ConfigurationKey("objectdata", jsonObjectData, "The JSON files.", refused: jsonRefusals)],
            "One JSON file for each event that carries object data."
        ),
        ConfigurationKey("screenshots", screenshots, "Pictures of what was on the screen."),
    ]

    static let batchSize = ConfigurationShape.integer(1...10_000)

    private static let jsonObjectData: [ConfigurationKey] = [
        ConfigurationKey("enable", .boolean, default: true, "Whether the files are written, if `type` names `json`."),
        ConfigurationKey(
            "exportDirectory",
            .text(.nonEmpty),
            default: "audit-events/json",
            "Directory of the files, made when missing."
        ),
        ConfigurationKey("staticTags", staticTags, default: .described("none"), "Tags that are added to every file."),
    ]

    private static let jsonRefusals = [
        "maxBatchSize": "is not allowed here: every event gets a file of its own",
        "writeFrequency": "is not allowed here: every event gets a file of its own",
    ]

    private static func fileDestination(_ format: String) -> [ConfigurationKey] {
        let metadata = [
            ConfigurationKey(
                "exportDirectory",
                .text(.nonEmpty),
                default: .text("audit-events/\(format)"),
                "Directory of the files, made when missing."
            ),
            ConfigurationKey("maxBatchSize", batchSize, default: 1_000, "Rows that are written at once at the latest."),
            ConfigurationKey(
                "writeFrequency",
                notNegative,
                default: 20_000,
                "Milliseconds after which waiting rows are written; 0 writes at once."
            ),
            ConfigurationKey(
                "staticTags",
                staticTags,
                default: .described("none"),
                "Tags that are added to every row."
            ),
        ]
        return [
            ConfigurationKey("metadata", metadata, "One row for each event."),
            ConfigurationKey(
                "objectdata",
                unusedObjectData,
                "Checked, but without effect: object data is a column of every row."
            ),
        ]
    }

    /// A block that existing configurations may have and that nothing has ever read.
    static let unusedObjectData: [ConfigurationKey] = [
        ConfigurationKey("enable", .boolean, default: false, "No effect."),
        ConfigurationKey("exportDirectory", .text(.any), default: .described("none"), "No effect."),
        ConfigurationKey("maxBatchSize", batchSize, default: 1_000, "No effect."),
        ConfigurationKey("writeFrequency", notNegative, default: 20_000, "No effect."),
        ConfigurationKey("staticTags", staticTags, default: .described("none"), "No effect."),
    ]
}
