import NIOHTTP1

/// Decides what the proxy answers: who may come in, and what is there.
struct ProxyRouter {
    let ports: SitePorts
    /// Whether the site has a page for people.
    let servesDemo: Bool
    /// What was prepared for this request, if it is one of that page.
    let prepared: DemoResult?

    /// What a request asks of the page for people, and where; nil when it asks something else.
    static func demoRoute(of request: SiteRequest, _ rules: SiteRules) -> (SiteVirtualProxy, DemoRoute)? {
        guard request.listener == .proxy || request.listener == .plainProxy,
            let segments = request.target.segments, !segments.contains(".."),
            let (proxy, rest) = rules.virtualProxy(of: segments),
            let route = DemoRoute(Array(rest), endsWithSlash: request.target.endsWithSlash)
        else { return nil }
        return (proxy, route)
    }

    /// Answers a request to one of the two proxy listeners.
    func answer(_ request: SiteRequest, _ state: inout SiteState) -> SiteAnswer {
        guard let segments = request.target.segments, !segments.contains(".."),
            let (proxy, rest) = state.rules.virtualProxy(of: segments)
        else { return Self.notFound }
        var answer = answer(request, at: proxy, rest, &state)
        if let balancer = state.rules.loadBalancer, request.cookie(balancer.cookieName) == nil {
            answer.headers.add(
                name: "Set-Cookie",
                value: "\(balancer.cookieName)=\(balancer.cookieValue); Path=/; HttpOnly"
            )
        }
        return answer
    }

    private func answer(
        _ request: SiteRequest,
        at proxy: SiteVirtualProxy,
        _ rest: ArraySlice<String>,
        _ state: inout SiteState
    ) -> SiteAnswer {
        if let ticket = request.parameter("qlikTicket") {
            switch state.redeem(ticket, at: proxy.prefix, now: request.time) {
            case .opened(let session):
                var answer =
                    switch proxy.redemption {
                    case .content:
                        demo(request, at: proxy, session, &state) ?? content(rest, of: request, for: session, &state)
                    case .redirect: SiteAnswer.redirect(to: request.target.without("qlikTicket"))
                    }
                answer.headers.add(name: "Set-Cookie", value: Self.cookie(of: session, at: proxy, for: request))
                return answer
            case .tooManySessions:
                return Self.tooManySessions
            case .refused:
                break
            }
        }
        let session = Self.session(of: request, at: proxy, &state)
        if let answer = demo(request, at: proxy, session, &state) { return answer }
        guard let session else { return challenge(request, at: proxy, &state) }
        return content(rest, of: request, for: session, &state)
    }

    /// The answer of the page for people; nil when the request asks something else.
    private func demo(
        _ request: SiteRequest,
        at proxy: SiteVirtualProxy,
        _ session: SiteSession?,
        _ state: inout SiteState
    ) -> SiteAnswer? {
        guard servesDemo, let (_, route) = Self.demoRoute(of: request, state.rules) else { return nil }
        return DemoRouter(route: route, prepared: prepared, ports: ports).answer(request, at: proxy, session, &state)
    }

    /// The session that a request's cookie names, which is kept alive; nil without a valid one.
    static func session(
        of request: SiteRequest,
        at proxy: SiteVirtualProxy,
        _ state: inout SiteState
    ) -> SiteSession? {
        if let balancer = state.rules.loadBalancer, balancer.isSticky,
            request.cookie(balancer.cookieName) != balancer.cookieValue
        {
            return nil
        }
        let name = proxy.sessionCookieName(isEncrypted: request.listener.isEncrypted)
        return request.cookie(name).flatMap { state.useSession($0, at: proxy.prefix, now: request.time) }
    }

    private func content(
        _ path: ArraySlice<String>,
        of request: SiteRequest,
        for session: SiteSession,
        _ state: inout SiteState
    ) -> SiteAnswer {
        guard request.method == "GET" || request.method == "HEAD" else {
            return .page(405, title: "Method not allowed", "This can only be read.")
        }
        let path = Array(path)
        switch path.first {
        case nil, "hub", "qmc":
            return .page(200, title: "Qlik Sense", "A simulated site.")
        case "tempcontent" where path.count == 3:
            let node = request.parameter("serverNodeId")
            let found = state.fetch(
                path[1],
                named: path[2],
                node: node,
                for: session.user,
                at: session.prefix,
                now: request.time
            )
            switch found {
            case .served(let content):
                return SiteAnswer(200, headers: ["Content-Type": content.contentType], body: content.bytes)
            case .notFound: return Self.notFound
            case .foreign: return .page(403, title: "Forbidden", "This belongs to somebody else.")
            case .gone: return .page(state.rules.goneStatus, title: "Gone", "This isn't there any more.")
            }
        default:
            return Self.notFound
        }
    }

    private func challenge(
        _ request: SiteRequest,
        at proxy: SiteVirtualProxy,
        _ state: inout SiteState
    ) -> SiteAnswer {
        switch proxy.challenge {
        case .windowsAuthentication:
            let module = "https://\(request.host):\(ports.authentication)/windows_authentication/"
            return redirect(to: module, request, at: proxy, &state)
        case .module(let url):
            return redirect(to: url, request, at: proxy, &state)
        case .loginPage:
            let form = """
                <form method="post" action="\(proxy.prefix.path)/login"><input name="user"><input name="password" \
                type="password"><button>Log in</button></form>
                """
            return .page(200, title: "Log in", form)
        case .refusal:
            return .page(401, title: "Unauthorized", "There is no session.")
        }
    }

    private func redirect(
        to module: String,
        _ request: SiteRequest,
        at proxy: SiteVirtualProxy,
        _ state: inout SiteState
    ) -> SiteAnswer {
        // A ticket that wasn't good would only be in the way of the next one.
        let target = state.remember(target: request.origin + request.target.without("qlikTicket"))
        let service = "https://\(request.host):\(ports.proxyService)/qps\(proxy.prefix.path)/"
        let separator = module.contains("?") ? "&" : "?"
        return .redirect(
            to: "\(module)\(separator)targetId=\(target)&proxyRestUri=\(SiteTarget.escaped(service))"
        )
    }

    /// The cookie that a session is known by, as a header's value.
    static func cookie(
        of session: SiteSession,
        at proxy: SiteVirtualProxy,
        for request: SiteRequest
    ) -> String {
        let isEncrypted = request.listener.isEncrypted
        var text = "\(proxy.sessionCookieName(isEncrypted: isEncrypted))=\(session.id); Path=/; HttpOnly"
        if isEncrypted { text += "; Secure" }
        if let sameSite = proxy.sameSite { text += "; SameSite=\(sameSite)" }
        return text
    }

    private static let notFound = SiteAnswer.page(404, title: "Not found", "There is no such thing here.")

    /// The wording is Qlik Sense's; the status is that of a refused login in its repository log.
    private static let tooManySessions = SiteAnswer.page(
        403,
        title: "Access denied",
        "You cannot access Qlik Sense because you have too many sessions active in parallel."
    )
}
