/// Where events go besides the journal; nil means that a destination is off.
package struct DestinationsConfiguration: Sendable, Hashable {
    /// InfluxDB.
    package var influxDB: InfluxDBConfiguration?

    /// Parquet files.
    package var parquet: FileDestinationConfiguration?

    /// QVD files.
    package var qvd: FileDestinationConfiguration?

    /// JSON files of object data.
    package var objectData: ObjectDataConfiguration?

    /// Screenshots; independent of the others.
    package var screenshots: ScreenshotConfiguration?

    init(
        _ block: ConfigurationView,
        _ own: ConfigurationView,
        screenshots ownScreenshots: ConfigurationView,
        _ reading: inout ConfigurationReading
    ) {
        let named = DestinationName.list(block, &reading)
        let active = block.boolean("enable") ? named : []
        let influxDB = InfluxDBConfiguration(
            block,
            own.object("influxdb"),
            isActive: active.contains(.influxDB),
            &reading
        )
        self.influxDB = influxDB
        self.parquet =
            active.contains(.parquet)
            ? FileDestinationConfiguration(block.object("parquet"), own.object("parquet")) : nil
        self.qvd =
            active.contains(.qvd) ? FileDestinationConfiguration(block.object("qvd"), own.object("qvd")) : nil
        self.objectData =
            active.contains(.objectData)
            ? ObjectDataConfiguration(block.object("json").object("objectdata"), &reading) : nil
        self.screenshots = ScreenshotConfiguration(block.object("screenshots"), ownScreenshots, &reading)
        if !block.boolean("enable") {
            let isNamed = block.isWritten("type") || block.isWritten("enable")
            let state = block.isWritten("enable") ? "is false" : "is not set"
            let message = "\(state): events are kept in the journal and delivered nowhere"
            reading.note(isNamed ? .information : .warning, block, "enable", message)
        }
    }
}
