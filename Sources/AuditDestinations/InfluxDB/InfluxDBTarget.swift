/// Where points go within a database, and how one logs in.
package enum InfluxDBTarget: Sendable {
    /// InfluxDB 1.
    case version1(InfluxDB1Target)
    /// InfluxDB 2.
    case version2(InfluxDB2Target)
    /// InfluxDB 3.
    case version3(InfluxDB3Target)

    /// What the database is shown.
    package var credentials: InfluxDBCredentials {
        switch self {
        case .version1(let target): target.credentials
        case .version2(let target): .token(target.token)
        case .version3(let target): .token(target.token)
        }
    }

    /// How the database reads backslashes.
    package var dialect: LineDialect {
        if case .version3 = self { .doubledBackslash } else { .literalBackslash }
    }

    /// The request that writes these lines, at nanosecond precision.
    package func write(_ lines: [UInt8]) -> InfluxDBRequest {
        let text = "text/plain; charset=utf-8"
        switch self {
        case .version1(let target):
            let query: [InfluxDBRequest.Parameter] = [
                .init("db", target.database), .init("precision", "n"), .init("rp", ""),
            ]
            return InfluxDBRequest(.post, "/write", query: query, contentType: text, body: lines)
        case .version2(let target):
            let query: [InfluxDBRequest.Parameter] = [
                .init("org", target.organisation), .init("bucket", target.bucket), .init("precision", "ns"),
            ]
            return InfluxDBRequest(.post, "/api/v2/write", query: query, contentType: text, body: lines)
        case .version3(let target):
            let query: [InfluxDBRequest.Parameter] = [.init("bucket", target.database), .init("precision", "ns")]
            return InfluxDBRequest(.post, "/api/v2/write", query: query, contentType: text, body: lines)
        }
    }

    /// The configuration keys of the login, for cures.
    var loginKeys: String {
        switch self {
        case .version1: "username and password in influxdb.metadata.v1Config.auth"
        case .version2: "the token in influxdb.metadata.v2Config"
        case .version3: "the token in influxdb.metadata.v3Config"
        }
    }

    /// The configuration keys of the place, for cures.
    var placeKeys: String {
        switch self {
        case .version1: "influxdb.metadata.v1Config.dbName"
        case .version2: "org and bucket in influxdb.metadata.v2Config"
        case .version3: "influxdb.metadata.v3Config.database"
        }
    }

    /// The place in words, for cures.
    var placeText: String {
        switch self {
        case .version1(let target): "database \(target.database)"
        case .version2(let target): "bucket \(target.bucket)"
        case .version3(let target): "database \(target.database)"
        }
    }
}
