import AuditCatalog
import AuditEvents
import AuditJournal
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// The web console: pages for people, behind a login, on the operator door.
///
/// The order of checks is the same for every route of ``ConsoleRoutes``: who asks, whether a form is ours, whether the
/// role allows it, whether a reason is given; then the page; then, before anything leaves, the record of the look.
package final class Console: Sendable {
    /// Bytes of a form.
    private static let maximumFormBytes = 64 << 10

    let services: ConsoleServices
    private let forwardedFor: ForwardedFor
    private let cookies: ConsoleCookies

    /// Puts the console together; it serves once it is registered on a router.
    package convenience init(
        settings: ConsoleSettings,
        accounts: AccountStore,
        sources: ConsoleSources,
        logger: Logger
    ) {
        self.init(
            settings: settings,
            accounts: accounts,
            sources: sources,
            logger: logger,
            random: .system,
            passwordCost: .normal
        )
    }

    /// The same with another source of randomness and cheaper passwords, for tests.
    init(
        settings: ConsoleSettings,
        accounts: AccountStore,
        sources: ConsoleSources,
        logger: Logger,
        random: RandomSource,
        passwordCost: PasswordHash.Cost
    ) {
        services = ConsoleServices(
            settings: settings,
            accounts: accounts,
            sources: sources,
            logger: logger,
            random: random,
            passwordCost: passwordCost
        )
        forwardedFor = ForwardedFor(trusted: settings.trustedProxies)
        cookies = ConsoleCookies(isSecure: settings.isSecure)
    }

    /// The link that makes the first administrator, once; nil when somebody was let in before.
    ///
    /// `address` is where the operator door listens, host and port.
    package func firstLink(boundTo address: String) -> String? {
        guard services.accounts.current.isNew else { return nil }
        let origin = services.settings.publicOrigin ?? "http://\(address)"
        return "\(origin)/console/welcome?token=\(services.firstLink.text)"
    }

    /// Adds every route of the table, and no other.
    func register(on router: Router<OperatorContext>) {
        for route in ConsoleRoutes.all {
            router.on(RouterPath(route.path), method: route.method == .get ? .get : .post) { request, context in
                try await self.respond(self.exchange(request, context, by: route))
            }
        }
    }

    private func respond(_ exchange: ConsoleExchange) async throws -> Response {
        var answer: ConsoleAnswer
        do {
            if exchange.route.method == .post {
                exchange.form = try await form(of: exchange.raw)
                try check(form: exchange.request, exchange.raw)
            }
            answer = try await self.answer(exchange)
        } catch {
            answer = self.answer(to: error, for: exchange.request)
        }
        // Somebody with a session has the session's own token in forms.
        if let nonce = exchange.caller.newNonce, exchange.route.isForPeople, exchange.request.visitor == nil {
            answer.cookies.append(cookies.nonce(nonce))
        }
        return Self.response(answer)
    }

    /// Everything between a readable request and its answer.
    private func answer(_ exchange: ConsoleExchange) async throws -> ConsoleAnswer {
        let request = exchange.request
        let route = exchange.route
        guard exchange.hasReadableQuery else { throw ConsoleProblem.badRequest("The address has too many fields.") }
        guard route.access.allows(request.visitor?.role) else {
            return try refusal(of: request, exchange.caller, route)
        }
        if services.settings.requiresReason, route.access == .evidence, request.person.reason == nil {
            return .redirect(to: "/console/reason?return=\(FormFields.encode(request.link))")
        }
        let answer = try await route.answer(request, services)
        switch route.recording {
        case .none, .byHandler: break
        case .view, .export: try await services.record(look(exchange, answer.shown), of: request)
        }
        let pictures = answer.shown.pictures
        if !pictures.isEmpty, let visitor = request.visitor {
            services.sessions.withLock { $0.change(tokenHash: visitor.tokenHash) { $0.show(pictures) } }
        }
        return answer
    }

    /// What somebody gets whom a route is not for.
    private func refusal(
        of request: ConsoleRequest,
        _ caller: ConsoleCaller,
        _ route: ConsoleRoute
    ) throws(ConsoleProblem) -> ConsoleAnswer {
        if let visitor = request.visitor {
            throw ConsoleProblem(
                status: .forbidden,
                title: "Not part of your role",
                message: "\(visitor.account) is an \(visitor.role.title.lowercased()). \(visitor.role.meaning) "
                    + "An administrator can give you another role."
            )
        }
        if caller.comesFromElsewhere, route.method == .get {
            // Browsers leave the cookie out when a link from another site is followed; asked for again from our own
            // page, they send it.
            var frame = PageFrame(title: "One moment", current: nil, content: "", request: request, version: "")
            frame.refreshLink = request.link
            return .page(services.templates.render("layout", frame))
        }
        let next = route.method == .get ? request.link : ConsolePath.root
        return .redirect(to: "/console/login?next=\(FormFields.encode(next))")
    }

    /// The record of a look at what was asked for.
    private func look(_ exchange: ConsoleExchange, _ shown: ShownContents) -> ConsoleRecord {
        let request = exchange.request
        var details = request.parameters.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
        details += request.query.pairs.filter { !$0.value.isEmpty }
        let kind: ConsoleRecord.Kind = exchange.route.recording == .export ? .exported : .viewed
        return ConsoleRecord(kind, exchange.route.name, details, shown: shown)
    }

    private func answer(to error: any Error, for request: ConsoleRequest) -> ConsoleAnswer {
        if let problem = error as? ConsoleProblem { return services.page(of: problem, for: request) }
        if let error = error as? CatalogError { return services.page(of: ConsoleProblem(error), for: request) }
        services.logger.error("Console could not answer", metadata: ["path": "\(request.path)", "error": "\(error)"])
        let problem = ConsoleProblem(
            status: .internalServerError,
            title: "Something went wrong here",
            message: "The server could not answer this. Its log says why."
        )
        return services.page(of: problem, for: request)
    }

    private func exchange(_ request: Request, _ context: OperatorContext, by route: ConsoleRoute) -> ConsoleExchange {
        let address = forwardedFor.clientAddress(
            peer: context.peer,
            headers: request.headers[values: HeaderNames.forwardedFor]
        )
        let caller = ConsoleCaller(
            request,
            parameters: context.parameters,
            address: "\(address)",
            cookies: cookies,
            services: services
        )
        return ConsoleExchange(request, caller: caller, route: route)
    }

    private func form(of request: Request) async throws -> FormFields {
        let type = HeaderNames.value(HeaderNames.contentType, in: request.headers) ?? ""
        guard type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
            throw ConsoleProblem.badRequest("Forms are sent as application/x-www-form-urlencoded.")
        }
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: Self.maximumFormBytes)
        } catch {
            throw ConsoleProblem.badRequest("The form is larger than \(Self.maximumFormBytes) bytes, or was cut off.")
        }
        guard let form = FormFields(encoded: String(buffer: body)) else {
            throw ConsoleProblem.badRequest("The form has too many fields.")
        }
        return form
    }

    /// Every form carries the token of its session, and comes from our own pages.
    private func check(form request: ConsoleRequest, _ raw: Request) throws(ConsoleProblem) {
        guard
            RequestOrigin.mayBeOurs(
                raw.headers,
                publicOrigin: services.settings.publicOrigin,
                authority: raw.head.authority
            ),
            let token = request.form.exact("form-token"), ConstantTime.areEqual(token, request.formToken)
        else { throw .foreignForm }
    }

    private static func response(_ answer: ConsoleAnswer) -> Response {
        var headers: HTTPFields = [.contentType: answer.contentType, .cacheControl: answer.cacheControl]
        for (name, value) in SecurityHeaders.all { headers[HeaderNames.name(name)] = value }
        if let location = answer.location { headers[.location] = location }
        if let name = answer.fileName {
            headers[HeaderNames.name("Content-Disposition")] = "attachment; filename=\"\(name)\""
        }
        if let seconds = answer.retryAfterSeconds { headers[HeaderNames.name("Retry-After")] = "\(seconds)" }
        var response = Response(status: answer.status, headers: headers, body: answer.body)
        for cookie in answer.cookies { response.setCookie(cookie) }
        return response
    }
}
