import AuditDestinations

/// The Qlik Sense proxy service that gives out tickets: `screenshots.auth.qps`.
package struct ProxyServiceConfiguration: Sendable, Hashable {
    /// Host, as named in its certificate.
    package var host: WebHost

    /// TCP port; default 4243.
    package var port: Int

    /// How long a ticket request may take; default 5 s.
    package var ticketTimeout: Duration

    /// Reads the block; nil when the host can't be one, which is reported.
    init?(_ block: ConfigurationView, mode: String, _ reading: inout ConfigurationReading) {
        let text = reading.requiredText(block, "host", "with mode: \(mode)")
        guard !text.isEmpty else { return nil }
        guard let host = WebHost(text) ?? WebHost("[\(text)]") else {
            reading.problem(block, "host", "'\(text)' must be a host name or an IP address")
            return nil
        }
        self.host = host
        self.port = block.integer("port")
        let timeout = block.number("ticketTimeoutMs")
        self.ticketTimeout = .milliseconds(boundedMilliseconds: timeout > 0 ? timeout : 5_000)
    }
}
