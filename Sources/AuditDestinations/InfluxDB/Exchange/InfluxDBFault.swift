import AuditEvents

/// An answer that is about the database or the way to it, not about points.
enum InfluxDBFault {
    /// Try again later.
    case unavailable(reason: String, retryAfter: Duration?)
    /// An operator has to act; the reason names the cure.
    case misconfigured(reason: String)

    /// Judges an answer that is neither a success nor about the content of the request.
    init(_ answer: InfluxDBAnswer, text: String, target: InfluxDBTarget, nowMilliseconds: Int64) {
        let said = Self.said(answer.status, text)
        switch answer.status {
        case 401: self = .misconfigured(reason: "\(said); check \(target.loginKeys)")
        case 403: self = .misconfigured(reason: "\(said); let \(target.loginKeys) write to \(target.placeText)")
        case 404: self = .misconfigured(reason: "\(said); check \(target.placeKeys), host, port and pathPrefix")
        case 408, 425, 429, 500...:
            let retryAfter = answer.retryAfter.flatMap { RetryAfter.duration($0, nowMilliseconds: nowMilliseconds) }
            self = .unavailable(reason: said, retryAfter: retryAfter)
        case 300..<400:
            let cure = "redirects are not followed; name the final host, port, tls and pathPrefix"
            self = .misconfigured(reason: "\(said); \(cure)")
        default:
            let cure = "check that destination.influxdb.metadata has the right version, host and port"
            self = .misconfigured(reason: "\(said); \(cure)")
        }
    }

    /// What the database said, short and safe in a log line.
    static func said(_ status: Int, _ text: String) -> String {
        text.isEmpty ? "InfluxDB answered \(status)" : "InfluxDB answered \(status): \(SanitizedText.escape(text))"
    }

    /// As a destination throws it.
    var error: DestinationError {
        switch self {
        case .unavailable(let reason, let retryAfter): .unavailable(reason: reason, retryAfter: retryAfter)
        case .misconfigured(let reason): .misconfigured(reason: reason)
        }
    }
}
