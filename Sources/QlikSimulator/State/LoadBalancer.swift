/// A load balancer in front of a site, as far as clients notice it: a cookie.
package struct LoadBalancer: Sendable, Hashable {
    /// Name of the cookie.
    package let cookieName: String

    /// Its value, which stands for a node.
    package let cookieValue: String

    /// Whether a session isn't known to a request that comes without the cookie, as if it went to another node.
    package let isSticky: Bool

    /// Describes a load balancer.
    package init(cookieName: String = "LB", cookieValue: String = "1", isSticky: Bool = false) {
        self.cookieName = cookieName
        self.cookieValue = cookieValue
        self.isSticky = isSticky
    }
}
