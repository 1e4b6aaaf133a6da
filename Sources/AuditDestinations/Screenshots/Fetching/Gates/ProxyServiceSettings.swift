/// The Qlik Sense proxy service that gives out tickets.
package struct ProxyServiceSettings: Sendable, Hashable {
    /// Host, as named in its certificate.
    package let host: WebHost
    /// TCP port, usually 4243.
    package let port: Int
    /// Time that a ticket request may take.
    package let ticketTimeout: Duration
    /// What identifies us to the service, and the service to us.
    package let certificates: ProxyServiceCertificates

    /// Names a service.
    package init(host: WebHost, port: Int, ticketTimeout: Duration, certificates: ProxyServiceCertificates) {
        precondition((1...65_535).contains(port) && ticketTimeout > .zero, "settings are validated")
        self.host = host
        self.port = port
        self.ticketTimeout = ticketTimeout
        self.certificates = certificates
    }
}
