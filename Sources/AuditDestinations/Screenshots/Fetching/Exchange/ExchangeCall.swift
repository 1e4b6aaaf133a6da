import AuditEvents

/// One request and everything that decides how it is sent.
///
/// A reference, so that asynchronous functions pass it on in one register: Swift 6.3 unbalances the stack of those whose
/// arguments of 128 bits, as addresses and durations are, don't fit into registers.
package final class ExchangeCall: Sendable {
    /// What is asked.
    package let request: ExchangeRequest
    /// Who is asked; the name that a certificate is verified for.
    package let host: WebHost
    /// TCP port.
    package let port: Int
    /// Certificates and trust, nil without TLS.
    package let tls: TLSClient?
    /// Bounds of the answer.
    package let limits: ExchangeLimits
    /// Where the connection goes: resolved and checked; nil before that.
    package let address: NetworkAddress?
    /// When it began.
    let start: ContinuousClock.Instant

    /// Puts a call together.
    package init(
        _ request: ExchangeRequest,
        host: WebHost,
        port: Int,
        tls: TLSClient?,
        limits: ExchangeLimits,
        address: NetworkAddress? = nil
    ) {
        self.request = request
        self.host = host
        self.port = port
        self.tls = tls
        self.limits = limits
        self.address = address
        start = .now
    }

    /// The same call to a checked address, with what is left of its time.
    func to(_ address: NetworkAddress, within left: Duration) -> ExchangeCall {
        let limits = ExchangeLimits(idle: limits.idle, total: left, bodyBytes: limits.bodyBytes)
        return ExchangeCall(request, host: host, port: port, tls: tls, limits: limits, address: address)
    }
}
