import AuditDestinations
import AuditEvents
import Logging

extension InfluxDBConfiguration {
    /// Most bytes of JSON in a batch, which is held in memory.
    private static let batchBytes = 8 << 20

    /// How long a request to InfluxDB 1 may take, and to InfluxDB 2.
    private static let timeouts = (version1: Duration.seconds(30), version2: Duration.seconds(10))

    /// A batch is full at `maxBatchSize` events and due after `writeFrequency`.
    var batchPolicy: BatchPolicy {
        BatchPolicy(maximumRecords: maximumPoints, maximumBytes: Self.batchBytes, maximumWait: writeInterval)
    }

    /// The destination; nothing is sent yet.
    func destination(logger: Logger) -> InfluxDBDestination {
        let target = target
        let transport = HTTPInfluxDBTransport(
            address: InfluxDBAddress(
                host: host,
                port: port,
                isTLS: isTLS,
                authorityFile: authorityFile,
                pathPrefix: pathPrefix,
                timeout: timeout
            ),
            credentials: target.credentials
        )
        return InfluxDBDestination(
            target: target,
            layout: InfluxDBLayout(
                measurement: measurementName,
                schemaVersion: auditEventSchemaVersion,
                staticTags: StaticTags(staticTags.map { ($0.name, $0.value) })
            ),
            tagging: tagging.map { $0 == .compat ? .compat : .bounded },
            maximumPoints: maximumPoints,
            transport: transport,
            logger: logger
        )
    }

    private var timeout: Duration {
        switch access {
        case .version1: Self.timeouts.version1
        case .version2: Self.timeouts.version2
        case .version3(let access): access.writeTimeout
        }
    }

    private var target: InfluxDBTarget {
        switch access {
        case .version1(let access):
            let login = access.login.map { login in
                InfluxDBCredentials.basic(username: login.username, password: login.password.reveal())
            }
            return .version1(
                InfluxDB1Target(
                    database: access.database,
                    credentials: login ?? .none,
                    retentionPolicy: access.retentionPolicy,
                    retention: Self.retention(access.retentionDuration)
                )
            )
        case .version2(let access):
            return .version2(
                InfluxDB2Target(
                    organisation: access.organisation,
                    bucket: access.bucket,
                    token: access.token.reveal(),
                    retention: Self.retention(access.retentionDuration),
                    summary: access.description
                )
            )
        case .version3(let access):
            return .version3(
                InfluxDB3Target(
                    database: access.database,
                    token: access.token.reveal(),
                    retention: Self.retention(access.retentionDuration)
                )
            )
        }
    }

    /// What can't be read keeps points for ever: too long is better than too short.
    private static func retention(_ text: String?) -> RetentionPeriod {
        text.flatMap { RetentionPeriod($0) } ?? .forever
    }
}
