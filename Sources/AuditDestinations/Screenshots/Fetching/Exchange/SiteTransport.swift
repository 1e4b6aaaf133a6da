/// Carries one request to one checked address.
package protocol SiteTransport: Sendable {
    /// Sends the call's request to its host at its address and returns the whole answer; redirects are answers like others.
    ///
    /// The address was resolved and checked by the caller and is where the connection goes; nothing is resolved here. The
    /// certificate is verified for the host. A connection that stayed open may be used again for the same address, host,
    /// port and `tls`.
    ///
    /// - Throws: ``ExchangeFault``; `cancelled` when the calling task is.
    func exchange(_ call: ExchangeCall) async throws(ExchangeFault) -> ExchangeAnswer
}
