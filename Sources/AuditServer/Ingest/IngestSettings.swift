import Logging

/// What the ingest door is told by the configuration; everything else is in ``IngestLimits``.
package struct IngestSettings: Sendable {
    /// The address to bind, as text; a name is resolved once at start.
    package var host: String

    /// The TCP port; 0 takes any free one.
    package var port: Int

    /// The bearer tokens that may post; empty switches authentication off.
    package var tokens: AccessTokens

    /// Which origins are told that they may read the answers.
    package var cors: CORSPolicy

    /// Requests a minute for one client address; nil switches the limiter off.
    package var requestsPerMinutePerAddress: Int?

    /// Events a minute for the whole server; nil (the default) switches the limiter off.
    package var eventsPerMinute: Int?

    /// Proxies whose `X-Forwarded-For` is believed.
    package var trustedProxies: [AddressRange]

    /// Certificate and key; nil serves plain HTTP.
    package var tls: IngestTLSSettings?

    /// The version announced as `butlerSosVersion`, by which clients judge compatibility.
    package var announcedVersion: String

    /// Whether clients are told to collect; what they post is taken in either case.
    package var collects = true

    /// Whether screenshot events wait for their picture; set where screenshots are fetched.
    package var awaitsScreenshots = false

    /// The bounds of the door.
    package var limits: IngestLimits

    /// Creates the settings of a door on `host` and `port` with every other value at its default.
    package init(host: String, port: Int, tokens: AccessTokens) {
        self.host = host
        self.port = port
        self.tokens = tokens
        self.cors = .off
        self.requestsPerMinutePerAddress = 6_000
        self.eventsPerMinute = nil
        self.trustedProxies = []
        self.tls = nil
        self.announcedVersion = "15.0.1"
        self.limits = IngestLimits()
    }
}
