import AuditEvents

/// Decides from the event and the settings alone whether a picture may be asked for.
package struct ScreenshotGate: Sendable {
    private let settings: FetchSettings

    /// Decides by these settings.
    package init(_ settings: FetchSettings) {
        self.settings = settings
    }

    /// Returns what may be asked for, and in whose name.
    ///
    /// The same order as at Butler SOS: allow-list, URL, host, scheme, storage, then user and virtual proxy.
    ///
    /// - Throws: ``FetchRefusal``; nothing about it changes with time.
    package func admit(_ request: PictureRequest) throws(FetchRefusal) -> AdmittedPicture {
        guard !request.url.isEmpty else { throw .urlMissing }
        guard !settings.allowedHosts.isEmpty else { throw .noAllowedHosts }
        let url = try parsed(request.url)
        guard settings.allowedHosts.names(url.origin.host) else { throw .hostNotAllowed("\(url.origin.host)") }
        guard AddressPolicy.permits(url.origin.host) else { throw .addressForbidden("\(url.origin.host)") }
        guard !url.hasUserInformation else { throw .userInformation }
        let usesTickets = settings.login != .none
        guard settings.allowedHosts.permits(url.origin, event: url.origin, usesTickets: usesTickets) else {
            if usesTickets, url.origin.scheme == .http { throw .ticketWithoutTLS }
            throw .portNotAllowed("\(url.origin.host)", port: url.origin.port)
        }
        guard settings.hasStorageTargets else { throw .noStorageTargets }
        return AdmittedPicture(url: url, login: try login(request, url))
    }

    private func parsed(_ text: String) throws(FetchRefusal) -> PictureURL {
        do {
            return try PictureURL(text)
        } catch {
            guard case .scheme(let scheme, let host) = error else { throw .urlInvalid }
            guard let host = WebHost(host), settings.allowedHosts.names(host) else { throw .hostNotAllowed(host) }
            throw .schemeNotAllowed(scheme)
        }
    }

    private func login(_ request: PictureRequest, _ url: PictureURL) throws(FetchRefusal) -> AdmittedPicture.Login? {
        switch settings.login {
        case .none: return nil
        case .fixedUser(_, let user, let proxy): return AdmittedPicture.Login(user: user, proxy: proxy)
        case .eventUser(_, let policy):
            let user: TicketUser
            do {
                user = try TicketUser(UserIdentity(request.user), deniedDirectories: policy.deniedDirectories)
            } catch {
                switch error {
                case .unknown: throw .userUnknown(request.user ?? "")
                case .unusable: throw .userUnusable(request.user ?? "")
                case .denied(let directory): throw .userDenied(directory: directory)
                }
            }
            guard let proxy = VirtualProxy(serving: url, known: policy.virtualProxies) else {
                throw .virtualProxyInvalid
            }
            return AdmittedPicture.Login(user: user, proxy: proxy)
        }
    }
}
