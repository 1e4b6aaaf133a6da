import AuditServer

/// The server configurations of the compatibility table.
enum Profile: String, Sendable {
    /// Address limit off, one listed origin, token set.
    case p0
    /// As `p0` with two requests a minute.
    case p1
    /// CORS list empty.
    case p2
    /// CORS list `*`.
    case p3
    /// No token.
    case p4
    /// Three events a minute for all clients together.
    case p5

    var settings: IngestSettings {
        IngestHarness.settings { settings in
            switch self {
            case .p0: break
            case .p1: settings.requestsPerMinutePerAddress = 2
            case .p2: settings.cors = CORSPolicy(allowedOrigins: [])
            case .p3: settings.cors = CORSPolicy(allowedOrigins: ["https://a.example", "*"])
            case .p4: settings.tokens = AccessTokens([.init(name: "empty", value: "")])
            case .p5: settings.eventsPerMinute = 3
            }
        }
    }
}
