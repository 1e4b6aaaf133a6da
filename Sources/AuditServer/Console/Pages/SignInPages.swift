import Hummingbird
import Synchronization

/// Signing in and out.
enum SignInPages {
    static let routes = [
        ConsoleRoute("login", .get, "/console/login", .everybody, recording: .none) { request, services in
            let next = ConsolePath.inside(request.query["next"])
            if request.visitor != nil { return .redirect(to: next ?? ConsolePath.root) }
            return page(request, services, next: next)
        },
        ConsoleRoute("login", .post, "/console/login", .everybody, recording: .byHandler) { try await signIn($0, $1) },
        ConsoleRoute("logout", .post, "/console/logout", .signedIn, recording: .byHandler) { request, services in
            services.sessions.withLock { $0.close(tokenHash: request.person.tokenHash) }
            try await services.record(ConsoleRecord(.signedOut), of: request)
            let cookies = ConsoleCookies(isSecure: services.settings.isSecure)
            return .redirect(to: "/console/login", cookies: [cookies.endOfSession()])
        },
    ]

    /// The form.
    struct View: Sendable {
        let next: String?
        let account: String?
        let message: String?
        let formToken: String
        let isNew: Bool
    }

    private static func page(
        _ request: ConsoleRequest,
        _ services: ConsoleServices,
        next: String?,
        account: String? = nil,
        message: String? = nil,
        status: HTTPResponse.Status = .ok
    ) -> ConsoleAnswer {
        let view = View(
            next: next,
            account: account,
            message: message,
            formToken: request.formToken,
            isNew: services.accounts.current.isNew
        )
        return services.page("login", view, title: "Sign in", for: request, status: status)
    }

    private static func signIn(
        _ request: ConsoleRequest,
        _ services: ConsoleServices
    ) async throws -> ConsoleAnswer {
        let next = ConsolePath.inside(request.form["next"])
        let name = request.form["account"] ?? ""
        let refused = { (message: String, status: HTTPResponse.Status) in
            page(request, services, next: next, account: name, message: message, status: status)
        }
        guard ConsoleAccount.isValid(name: name), let password = Password(request.form.exact("password") ?? "") else {
            return refused("Fill in both name and password.", .badRequest)
        }
        let wait = services.signInGuard.withLock { tries in
            let wait = tries.waitMilliseconds(account: name, address: request.address, at: request.milliseconds)
            if wait == 0 { tries.begin(account: name, address: request.address, at: request.milliseconds) }
            return wait
        }
        guard wait == 0 else {
            let seconds = Int((wait + 999) / 1_000)
            var answer = refused("Too many tries. Try again in \(seconds) seconds.", .tooManyRequests)
            answer.retryAfterSeconds = seconds
            return answer
        }
        let account = services.accounts.current.account(name)
        let hash = account.flatMap { $0.isActive ? $0.password : nil }
        guard let fits = await services.passwords.check(password, against: hash) else {
            return refused("Too many people are signing in at this moment. Try again in a minute.", .serviceUnavailable)
        }
        guard fits, let account else {
            // A name that nobody has may be a password that was typed into the wrong field.
            try await services.record(ConsoleRecord(.signInRefused, by: account), of: request)
            return refused("Name and password don't fit.", .forbidden)
        }
        services.signInGuard.withLock { $0.succeed(account: name, address: request.address) }
        let cookie = try await services.open(account.name, for: request)
        return .redirect(to: next ?? ConsolePath.root, cookies: [cookie])
    }
}
