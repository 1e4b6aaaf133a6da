/// Decides where an answer leads.
package struct RedirectRule: Sendable {
    /// The most redirects that are followed in one download.
    package static let maximumRedirects = 5

    /// Decides for the picture of one event.
    package init(allowedHosts: AllowedHosts, event: PictureURL, usesTickets: Bool) {
        self.allowedHosts = allowedHosts
        self.event = event
        self.usesTickets = usesTickets
    }

    private static let statuses: Set<Int> = [301, 302, 303, 307, 308]

    /// Listed hosts.
    private let allowedHosts: AllowedHosts
    /// The event's own URL.
    private let event: PictureURL
    /// Whether a ticket or session is in play.
    private let usesTickets: Bool

    /// Whether an answer with this status leads elsewhere.
    package static func isRedirect(_ status: Int) -> Bool { statuses.contains(status) }

    /// The next URL; `location` is the first such header, `followed` counts the redirects before this one.
    ///
    /// - Throws: ``RedirectBlock``; the download ends with it.
    package func next(
        _ location: String?,
        from current: PictureURL,
        followed: Int
    ) throws(RedirectBlock) -> PictureURL {
        guard let location, !location.isEmpty else { throw .missingLocation }
        guard followed < Self.maximumRedirects else { throw .tooMany }
        let target = try Self.target(location, current)
        guard !target.hasUserInformation else { throw .userInformation }
        guard allowedHosts.names(target.origin.host) else { throw .hostNotAllowed }
        guard AddressPolicy.permits(target.origin.host) else { throw .addressForbidden }
        if current.origin.scheme == .https, target.origin.scheme == .http { throw .withoutTLS }
        guard allowedHosts.permits(target.origin, event: event.origin, usesTickets: usesTickets) else {
            throw usesTickets && target.origin.scheme == .http ? .withoutTLS : .portNotAllowed
        }
        return target
    }

    /// Whether `location` is where Qlik, or an identity provider, asks a user to log in.
    ///
    /// Qlik answers so, and not with 401, when a session is over. A redirect to a host that isn't listed counts as one:
    /// pictures don't move to strangers, users without a session do.
    package func isLogin(_ location: String?, from current: PictureURL) -> Bool {
        guard let location else { return false }
        let target: PictureURL
        do {
            target = try Self.target(location, current)
        } catch {
            return false
        }
        if !allowedHosts.names(target.origin.host) || Self.loginPorts.contains(target.origin.port) { return true }
        let path = target.path.lowercased()
        if Self.loginPaths.contains(where: path.contains) { return true }
        let names = (target.query ?? "").split(separator: "&").map { $0.prefix { $0 != "=" }.lowercased() }
        return names.contains { Self.loginParameters.contains($0) }
    }

    /// The authentication module of Qlik Sense.
    private static let loginPorts: Set<Int> = [4244, 4248]
    private static let loginPaths = ["windows_authentication", "internal_forms_authentication", "samlauthn"]
    private static let loginParameters: Set<String> = ["targetid", "proxyresturi", "samlrequest"]

    private static func target(_ location: String, _ current: PictureURL) throws(RedirectBlock) -> PictureURL {
        do {
            return try PictureURL(location, relativeTo: current)
        } catch {
            if case .scheme = error { throw .invalidScheme }
            throw .invalidLocation
        }
    }
}
