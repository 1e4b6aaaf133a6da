/// Statements of InfluxDB 1.
enum InfluxQL {
    /// A name in quotation marks.
    static func identifier(_ name: String) -> String {
        var result = "\""
        for character in name.unicodeScalars {
            switch character {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(character)
            }
        }
        return result + "\""
    }

    /// A retention period.
    static func duration(_ period: RetentionPeriod) -> String {
        switch period {
        case .forever: "INF"
        case .seconds(let seconds): "\(seconds)s"
        }
    }

    /// The request that runs a statement.
    static func request(_ statement: String) -> InfluxDBRequest {
        InfluxDBRequest(
            .post,
            "/query",
            contentType: "application/x-www-form-urlencoded",
            body: Array("q=\(InfluxDBRequest.encoded(statement))".utf8)
        )
    }
}
