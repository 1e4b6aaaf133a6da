/// The Qlik Sense proxy service that gives out tickets: `screenshots.auth.qps`.
package struct ProxyServiceConfiguration: Sendable, Hashable {
    /// Host, as named in its certificate.
    package var host: String

    /// TCP port; default 4243.
    package var port: Int

    /// How long a ticket request may take; default 5 s.
    package var ticketTimeout: Duration

    init(_ block: ConfigurationView, mode: String, _ reading: inout ConfigurationReading) {
        self.host = reading.requiredText(block, "host", "with mode: \(mode)")
        self.port = block.integer("port")
        let timeout = block.number("ticketTimeoutMs")
        self.ticketTimeout = .milliseconds(boundedMilliseconds: timeout > 0 ? timeout : 5_000)
    }
}
