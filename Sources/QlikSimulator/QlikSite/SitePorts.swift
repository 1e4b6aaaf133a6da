/// Where a site listens; answers point there.
struct SitePorts: Sendable, Hashable {
    /// Scheme, host and port of the encrypted proxy, such as `https://127.0.0.1:4711`.
    let proxyOrigin: String
    /// Port of the proxy service.
    let proxyService: Int
    /// Port of the authentication module.
    let authentication: Int
}
