/// How one virtual proxy of a site lets people in.
package struct SiteVirtualProxy: Sendable, Hashable {
    /// What a request without a valid session gets.
    package enum Challenge: Sendable, Hashable {
        /// 302 to `/windows_authentication/` on the site's authentication listener.
        case windowsAuthentication
        /// 302 to this URL, to which `targetId` and `proxyRestUri` are added.
        case module(String)
        /// 200 with a login form in HTML, as some identity providers do.
        case loginPage
        /// 401 without anything to follow.
        case refusal
    }

    /// How a valid ticket is answered.
    package enum Redemption: Sendable, Hashable {
        /// With the content at once.
        case content
        /// With 302 to the same URL without the ticket.
        case redirect
    }

    /// Qlik Sense's own default: 30 minutes.
    package static let defaultInactivityTimeout = Duration.seconds(1_800)

    /// Where it begins.
    package let prefix: SitePrefix

    /// Name of its session cookie over https; over http `-HTTP` is appended.
    package let sessionCookieName: String

    /// How long a session lasts without a request.
    package let inactivityTimeout: Duration

    /// What a request without a valid session gets.
    package let challenge: Challenge

    /// How a valid ticket is answered.
    package let redemption: Redemption

    /// `SameSite` of the session cookie; nil leaves it out.
    package let sameSite: String?

    /// Describes a virtual proxy.
    ///
    /// Without a name the cookie is `X-Qlik-Session`, or `X-Qlik-Session-` and the prefix, with `-` for each slash.
    package init(
        prefix: SitePrefix,
        sessionCookieName: String? = nil,
        inactivityTimeout: Duration = Self.defaultInactivityTimeout,
        challenge: Challenge = .windowsAuthentication,
        redemption: Redemption = .content,
        sameSite: String? = "Lax"
    ) {
        self.prefix = prefix
        self.sessionCookieName =
            sessionCookieName ?? (["X-Qlik-Session"] + prefix.segments).joined(separator: "-")
        self.inactivityTimeout = inactivityTimeout
        self.challenge = challenge
        self.redemption = redemption
        self.sameSite = sameSite
    }

    /// Name of the session cookie on a listener that is `encrypted` or not.
    ///
    /// Source: help.qlik.com, "Virtual proxies" (Feb 2023): since February 2019 only plain access has an ending.
    package func sessionCookieName(isEncrypted: Bool) -> String {
        isEncrypted ? sessionCookieName : sessionCookieName + "-HTTP"
    }
}
