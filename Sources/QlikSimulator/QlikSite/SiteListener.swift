/// A door of a site; each has a port of its own.
package enum SiteListener: String, Sendable, Hashable, CaseIterable {
    /// What browsers use, https; port 443 at a real site.
    case proxy
    /// What browsers use, http; port 80 at a real site, where it is closed unless an administrator opens it.
    case plainProxy = "plain proxy"
    /// The proxy service, https with client certificates; port 4243 at a real site.
    case proxyService = "proxy service"
    /// The module that users log in with, https; port 4244 at a real site.
    case authentication

    /// Whether it speaks TLS.
    package var isEncrypted: Bool { self != .plainProxy }
}
