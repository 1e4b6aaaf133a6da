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
    /// How far it came; of all tries together.
    package let progress: ExchangeProgress
    /// When it began.
    let start: ContinuousClock.Instant

    /// Puts a call together.
    package init(
        _ request: ExchangeRequest,
        host: WebHost,
        port: Int,
        tls: TLSClient?,
        limits: ExchangeLimits,
        address: NetworkAddress? = nil,
        progress: ExchangeProgress = ExchangeProgress()
    ) {
        self.request = request
        self.host = host
        self.port = port
        self.tls = tls
        self.limits = limits
        self.address = address
        self.progress = progress
        start = .now
    }

    /// The same call to a checked address, one of `count`, with what is left of its time.
    ///
    /// Each address has an equal part of the time for connecting, so that a silent one leaves time for the others.
    func to(_ address: NetworkAddress, outOf count: Int, within left: Duration) -> ExchangeCall {
        ExchangeCall(
            request,
            host: host,
            port: port,
            tls: tls,
            limits: limits.within(left, connect: limits.connect / count),
            address: address,
            progress: progress
        )
    }
}
