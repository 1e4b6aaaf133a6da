extension ServerConfiguration {
    /// What a server without a configuration file does: both doors on loopback, and files for every local reader.
    ///
    /// Files lie beneath the data directory. Parquet and QVD are written every 15 minutes or 100,000 rows and rolled
    /// up by the hour.
    package static func embeddedDefault(dataDirectory: String = "./vidimus-data") -> ServerConfiguration {
        let empty = ConfigurationNode(line: 1, content: .mapping([]))
        var reading = ConfigurationReading(
            path: "embedded default",
            environment: [:],
            paths: .withoutLinks
        ) { _ in "" }
        guard case .success(var configuration) = ConfigurationFile.read(empty, &reading) else {
            preconditionFailure("the defaults of the schema are a valid configuration")
        }
        configuration.dataDirectory = dataDirectory
        configuration.destinations.objectData = ObjectDataConfiguration(exportDirectory: "\(dataDirectory)/object-data")
        configuration.destinations.parquet = .embeddedDefault(exportDirectory: "\(dataDirectory)/parquet")
        configuration.destinations.qvd = .embeddedDefault(exportDirectory: "\(dataDirectory)/qvd")
        configuration.notes = []
        return configuration
    }
}
