/// How pictures are fetched; every value is usable as it is.
package struct FetchSettings: Sendable {
    /// How the server identifies itself.
    package enum Login: Sendable, Hashable {
        /// Not at all.
        case none
        /// With tickets for one user at one virtual proxy.
        case fixedUser(ProxyServiceSettings, user: TicketUser, proxy: VirtualProxy)
        /// With tickets for the very user of the event.
        case eventUser(ProxyServiceSettings, EventUserPolicy)

        /// Where tickets come from, nil without.
        package var service: ProxyServiceSettings? {
            switch self {
            case .none: nil
            case .fixedUser(let service, _, _), .eventUser(let service, _): service
            }
        }
    }

    /// Hosts that are asked.
    package var allowedHosts: AllowedHosts
    /// Whether a picture has a place to go; without one nothing is fetched.
    package var hasStorageTargets: Bool
    /// Time without data after which a download has failed; connecting has the same limit, at most 10 s.
    package var idleTimeout: Duration
    /// Time that one download may take in all, redirects included.
    package var totalTimeout: Duration
    /// Who asks.
    package var login: Login
    /// Sessions that are shared, nil when each picture has its own.
    package var sessionCache: SessionCacheSettings?
    /// Cookies that hold sessions.
    package var sessionCookieNames: SessionCookieNames
    /// PEM file with further roots for image hosts: Qlik's root; nil for those of the system alone.
    package var qlikRootPath: String?
    /// File that lists open sessions, so that they can be ended after a crash; nil keeps none.
    package var openSessionsPath: String?

    /// Four times the idle timeout, unless said otherwise, is the time for one download in all.
    package init(
        allowedHosts: AllowedHosts,
        hasStorageTargets: Bool = true,
        idleTimeout: Duration = .seconds(15),
        totalTimeout: Duration? = nil,
        login: Login = .none,
        sessionCache: SessionCacheSettings? = nil,
        sessionCookieNames: SessionCookieNames = SessionCookieNames(),
        qlikRootPath: String? = nil,
        openSessionsPath: String? = nil
    ) {
        precondition(idleTimeout > .zero, "a download takes time")
        self.allowedHosts = allowedHosts
        self.hasStorageTargets = hasStorageTargets
        self.idleTimeout = idleTimeout
        self.totalTimeout = totalTimeout ?? idleTimeout * 4
        self.login = login
        self.sessionCache = sessionCache
        self.sessionCookieNames = sessionCookieNames
        self.qlikRootPath = qlikRootPath
        self.openSessionsPath = openSessionsPath
    }
}
