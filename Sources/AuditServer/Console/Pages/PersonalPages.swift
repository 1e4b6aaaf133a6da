import Hummingbird
import Synchronization

/// What concerns only the person who is signed in: time zone, reason, password.
enum PersonalPages {
    /// Longest reason, in characters.
    static let maximumReasonCharacters = 200

    static let routes = [
        ConsoleRoute("zone", .get, "/console/zone", .everybody, recording: .none) { request, services in
            let view = ZoneView(
                zones: DisplayZone.allNames.map { Option(name: $0, isCurrent: $0 == request.zone.name) },
                back: back(request.query),
                formToken: request.formToken
            )
            return services.page("zone", view, title: "Time zone", for: request)
        },
        ConsoleRoute("zone", .post, "/console/zone", .everybody, recording: .none) { request, services in
            guard let zone = DisplayZone(request.form["zone"]) else {
                throw ConsoleProblem.badRequest("There is no such time zone.")
            }
            let cookies = ConsoleCookies(isSecure: services.settings.isSecure)
            return .redirect(to: withoutZone(back(request.form)), cookies: [cookies.zone(zone.name)])
        },
        ConsoleRoute("reason", .get, "/console/reason", .evidence, recording: .none) { request, services in
            reasonPage(request, services, back: back(request.query))
        },
        ConsoleRoute("reason", .post, "/console/reason", .evidence, recording: .byHandler) {
            try await giveReason($0, $1)
        },
        ConsoleRoute("password", .get, "/console/password", .signedIn, recording: .none) { request, services in
            passwordPage(request, services)
        },
        ConsoleRoute("password", .post, "/console/password", .signedIn, recording: .byHandler) {
            try await changePassword($0, $1)
        },
    ]

    struct Option: Sendable {
        let name: String
        let isCurrent: Bool
    }

    struct ZoneView: Sendable {
        let zones: [Option]
        let back: String
        let formToken: String
    }

    struct ReasonView: Sendable {
        let reason: String?
        let back: String
        let message: String?
        let isRequired: Bool
        let maximumCharacters: Int
        let formToken: String
    }

    struct PasswordView: Sendable {
        let account: String
        let message: String?
        let isChanged: Bool
        let fewestCharacters: Int
        let formToken: String
    }

    private static func back(_ fields: FormFields) -> String {
        ConsolePath.inside(fields["return"]) ?? ConsolePath.root
    }

    /// The same link, shown in the zone that was chosen and not in one that it names.
    private static func withoutZone(_ link: String) -> String {
        let parts = link.split(separator: "?", maxSplits: 1)
        guard parts.count == 2, let query = FormFields(encoded: parts[1])?.setting("zone", nil).query, !query.isEmpty
        else { return String(parts[0]) }
        return "\(parts[0])?\(query)"
    }

    private static func reasonPage(
        _ request: ConsoleRequest,
        _ services: ConsoleServices,
        back: String,
        message: String? = nil
    ) -> ConsoleAnswer {
        let view = ReasonView(
            reason: request.person.reason,
            back: back,
            message: message,
            isRequired: services.settings.requiresReason,
            maximumCharacters: maximumReasonCharacters,
            formToken: request.formToken
        )
        return services.page(
            "reason",
            view,
            title: "Why you look",
            for: request,
            status: message == nil ? .ok : .badRequest
        )
    }

    private static func giveReason(
        _ request: ConsoleRequest,
        _ services: ConsoleServices
    ) async throws -> ConsoleAnswer {
        let reason = request.form["reason"]
        let back = back(request.form)
        if reason == nil, services.settings.requiresReason {
            return reasonPage(request, services, back: back, message: "A reason is required here.")
        }
        if let reason, reason.count > maximumReasonCharacters {
            let message = "Use at most \(maximumReasonCharacters) characters."
            return reasonPage(request, services, back: back, message: message)
        }
        try await services.record(ConsoleRecord(.reasonGiven, nil, [("reason", reason ?? "")]), of: request)
        services.sessions.withLock { $0.change(tokenHash: request.person.tokenHash) { $0.reason = reason } }
        return .redirect(to: back)
    }

    private static func passwordPage(
        _ request: ConsoleRequest,
        _ services: ConsoleServices,
        message: String? = nil
    ) -> ConsoleAnswer {
        let view = PasswordView(
            account: request.person.account,
            message: message,
            isChanged: request.query["changed"] != nil,
            fewestCharacters: Password.fewestCharacters,
            formToken: request.formToken
        )
        return services.page(
            "password",
            view,
            title: "Your password",
            for: request,
            status: message == nil ? .ok : .badRequest
        )
    }

    private static func changePassword(
        _ request: ConsoleRequest,
        _ services: ConsoleServices
    ) async throws -> ConsoleAnswer {
        let name = request.person.account
        let refused = { (message: String) in passwordPage(request, services, message: message) }
        guard let old = Password(request.form.exact("old") ?? ""),
            let new = Password(request.form.exact("password") ?? "")
        else { return refused("Fill in all three fields.") }
        if let objection = new.objection(for: name) { return refused(objection) }
        guard request.form.exact("password") == request.form.exact("repeated") else {
            return refused("The two new passwords are not the same.")
        }
        let wait = services.signInGuard.withLock { tries in
            let wait = tries.waitMilliseconds(account: name, address: request.address, at: request.milliseconds)
            if wait == 0 { tries.begin(account: name, address: request.address, at: request.milliseconds) }
            return wait
        }
        guard wait == 0 else { return refused("Too many tries. Try again in \((wait + 999) / 1_000) seconds.") }
        guard
            let fits = await services.passwords.check(old, against: services.accounts.current.account(name)?.password),
            let hash = fits ? await services.passwords.hash(new) : nil
        else { return refused("The old password doesn't fit.") }
        services.signInGuard.withLock { $0.succeed(account: name, address: request.address) }
        let record = ConsoleRecord(.accountChanged, "password-changed", [("account", name)])
        try await services.record(record, of: request)
        _ = try await services.accounts.change { try $0.setPassword(hash, of: name) }
        // All other sessions of the account have ended with its revision; this one goes on under a new cookie.
        return .redirect(to: "/console/password?changed=1", cookies: [try await services.open(name, for: request)])
    }
}
