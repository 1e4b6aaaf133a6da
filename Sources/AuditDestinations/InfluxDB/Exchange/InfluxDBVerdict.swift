/// What an answer to a write means, named by what comes next.
enum InfluxDBVerdict {
    /// All points are stored: go on.
    case stored
    /// Some or all points are refused: find out which.
    case refused(InfluxDBRefusal)
    /// The request is too large: send less at once.
    case tooLarge(reason: String)
    /// Try again later.
    case unavailable(reason: String, retryAfter: Duration?)
    /// An operator has to act.
    case misconfigured(reason: String)

    /// Judges an answer to a write of `lines`.
    ///
    /// - Parameters:
    ///   - answer: What came.
    ///   - lines: The lines of the request.
    ///   - target: Where they were sent; names itself in cures.
    ///   - nowMilliseconds: Milliseconds since 1970-01-01 UTC, for dates in `Retry-After`.
    init(_ answer: InfluxDBAnswer, lines: [[UInt8]], target: InfluxDBTarget, nowMilliseconds: Int64) {
        let message = InfluxDBMessage(answer.body)
        let text = target.credentials.redact(message.text ?? "")
        let said = InfluxDBFault.said(answer.status, text)
        switch answer.status {
        case 200, 204: self = .stored
        case 413: self = .tooLarge(reason: said)
        case 400, 422: self = Self.refusal(message, text, said, lines)
        // Some versions answer 500 when single points are refused; waiting wouldn't help those.
        case 500... where text.contains("partial write"): self = Self.refusal(message, text, said, lines)
        default:
            let fault = InfluxDBFault(answer, text: text, target: target, nowMilliseconds: nowMilliseconds)
            switch fault {
            case .unavailable(let reason, let retryAfter): self = .unavailable(reason: reason, retryAfter: retryAfter)
            case .misconfigured(let reason): self = .misconfigured(reason: reason)
            }
        }
    }

    private static func refusal(
        _ message: InfluxDBMessage,
        _ text: String,
        _ said: String,
        _ lines: [[UInt8]]
    ) -> InfluxDBVerdict {
        if message.text == nil {
            let cure = "check destination.influxdb.metadata.host and port and Vidimus.destinations.influxdb.tls"
            return .misconfigured(reason: "\(said), which is not the answer of an InfluxDB; \(cure)")
        }
        if text.contains("limit exceeded") {
            let cure = "raise the limit of the database, or use Vidimus.destinations.influxdb.tagging: bounded"
            return .misconfigured(reason: "\(said); \(cure)")
        }
        if text.contains("column_type::tag") {
            // Tags and fields depend on the configuration only, so every point would be refused.
            let cure = "set Vidimus.destinations.influxdb.tagging to what the database has (compat for data of"
            return .misconfigured(reason: "\(said); \(cure) Butler SOS), or change staticTags")
        }
        return .refused(InfluxDBRefusal(message, text: text, lines: lines))
    }
}
