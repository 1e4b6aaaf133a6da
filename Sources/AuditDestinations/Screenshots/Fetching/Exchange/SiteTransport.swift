import AuditEvents

/// Carries one request to one checked address.
package protocol SiteTransport: Sendable {
    /// Sends `request` to `host` at `address` and returns the whole answer; redirects are answers like others.
    ///
    /// `address` was resolved and checked by the caller and is where the connection goes; nothing is resolved here. The
    /// certificate is verified for `host`. A connection that stayed open may be used again for the same address, host,
    /// port and `tls`.
    ///
    /// - Throws: ``ExchangeFault``; `cancelled` when the calling task is.
    func exchange(
        _ request: ExchangeRequest,
        host: WebHost,
        port: Int,
        address: NetworkAddress,
        tls: TLSClient?,
        limits: ExchangeLimits
    ) async throws(ExchangeFault) -> ExchangeAnswer
}
