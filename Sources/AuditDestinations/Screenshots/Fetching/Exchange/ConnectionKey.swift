import AuditEvents

/// What two requests must have in common to share a connection.
struct ConnectionKey: Sendable, Hashable {
    /// The very address, after it was checked.
    let address: NetworkAddress
    let port: Int
    /// The name that was verified.
    let host: WebHost
    /// ``TLSClient/number``, nil without TLS.
    let tls: Int?
}
