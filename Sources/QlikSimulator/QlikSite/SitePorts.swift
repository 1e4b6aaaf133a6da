/// The ports that a site listens on; answers point to some of them.
struct SitePorts: Sendable, Hashable {
    /// Port of the proxy service.
    let proxyService: Int
    /// Port of the authentication module.
    let authentication: Int
}
