import AuditServer

/// The door for browsers: `Butler-SOS.auditEvents` and `Vidimus.ingest`.
package struct IngestConfiguration: Sendable, Hashable {
    /// Whether the door is opened at all; default true.
    package var isEnabled: Bool

    /// Address to listen on; default `127.0.0.1`.
    package var host: String

    /// TCP port, 0 for any free one; default 8787.
    package var port: Int

    /// The bearer token of `auditEvents.apiToken`; default: made at the first start.
    package var apiToken: APIToken

    /// Further bearer tokens; default none.
    package var tokens: [NamedToken]

    /// Certificate and key; nil (the default) for plain HTTP.
    package var tls: TLSConfiguration?

    /// Origins that may read the answers; `*` for all (the default), empty for none.
    package var allowedOrigins: [String]

    /// Requests of one address in 60 seconds; default 6,000, nil for any number.
    package var requestsPerMinutePerAddress: Int?

    /// Events of all clients in 60 seconds; nil (the default) for any number.
    package var eventsPerMinute: Int?

    /// Whether clients are told to collect; default true.
    package var collects: Bool

    /// Proxies whose `X-Forwarded-For` is believed; default none.
    package var trustedProxies: [AddressRange]

    /// Open connections; default 10,000.
    package var maximumConnections: Int

    /// Open connections of one address; default 1,000.
    package var maximumConnectionsPerAddress: Int

    init(_ section: ConfigurationView, _ own: ConfigurationView, _ reading: inout ConfigurationReading) {
        self.isEnabled = section.boolean("enable")
        self.host = section.text("host")
        self.port = section.integer("port")
        self.apiToken = APIToken(section, &reading)
        self.tokens = NamedToken.list(own, beside: apiToken, &reading)
        self.tls = TLSConfiguration(section.object("tls"), &reading)
        self.allowedOrigins = section.object("cors").texts("allowedOrigins") ?? ["*"]
        let addressLimit = section.object("rateLimit")
        self.requestsPerMinutePerAddress = addressLimit.boolean("enable") ? addressLimit.integer("maxPerMinute") : nil
        self.eventsPerMinute = Self.eventsPerMinute(section.object("queue").object("rateLimit"), &reading)
        self.collects = own.boolean("collect")
        self.trustedProxies = (own.texts("trustedProxies") ?? []).compactMap(AddressRange.init)
        self.maximumConnections = own.integer("maxConnections")
        self.maximumConnectionsPerAddress = own.integer("maxConnectionsPerAddress")
        if !collects {
            let message = "is false: extensions are told to stop collecting, and nobody is audited any more"
            reading.note(.warning, own, "collect", message)
        }
        note(section, &reading)
    }

    private static func eventsPerMinute(_ limit: ConfigurationView, _ reading: inout ConfigurationReading) -> Int? {
        guard limit.boolean("enable") else { return nil }
        let maximum = limit.number("maxMessagesPerMinute")
        if maximum < 1 {
            let message =
                "\(ConfigurationShape.text(maximum)) would refuse every event; must be at least 1 when enabled"
            reading.problem(limit, "maxMessagesPerMinute", message)
        }
        return Int(min(max(maximum, 1), 1e12))
    }

    private func note(_ section: ConfigurationView, _ reading: inout ConfigurationReading) {
        if !isEnabled {
            reading.note(.warning, section, "enable", "is false: no events are received")
        }
        if !section.writtenNames.isEmpty, !section.isWritten("host") {
            let message = "is not set: only programs on this machine reach the API"
            reading.note(.information, section, "host", message)
        }
        if !section.isWritten("cors"), apiToken == .off, tokens.isEmpty {
            let message = "is not set: pages of every origin may post, and authentication is off"
            reading.note(.warning, section, "cors", message)
        }
        if !allowedOrigins.contains("*") {
            for origin in allowedOrigins {
                guard let mismatch = BrowserOrigin.mismatch(in: origin) else { continue }
                let message = "has '\(origin.prefix(80))', which is the origin of no browser: \(mismatch)"
                reading.note(.warning, section.object("cors"), "allowedOrigins", message)
            }
        }
        if let limit = requestsPerMinutePerAddress, let events = eventsPerMinute, events > limit {
            let message = "queue.rateLimit allows more events a minute than this limit allows requests of one address"
            reading.note(.information, section.object("rateLimit"), "maxPerMinute", message)
        }
    }
}
