import Hummingbird

/// The accounts of the console, for administrators.
enum AccountPages {
    static let routes = [
        ConsoleRoute("accounts", .get, "/console/accounts", .accounts, recording: .view) { request, services in
            page(request, services)
        },
        ConsoleRoute("accounts", .post, "/console/accounts", .accounts, recording: .byHandler) {
            try await add($0, $1)
        },
        ConsoleRoute("accounts", .post, "/console/accounts/link", .accounts, recording: .byHandler) {
            try await invite($0, $1)
        },
        change("role", "role-set") { name, form, book in
            guard let role = form["role"].flatMap({ ConsoleRole(rawValue: $0) }) else {
                throw AccountProblem.unknownAccount
            }
            try book.setRole(role, of: name)
        },
        change("close", "closed") { name, _, book in try book.setDisabled(true, of: name) },
        change("open", "opened") { name, _, book in try book.setDisabled(false, of: name) },
        change("remove", "removed") { name, _, book in try book.remove(name) },
    ]

    struct View: Sendable {
        let accounts: [Row]
        let roles: [Role]
        let message: String?
        let link: Link?
        let name: String?
        let formToken: String
    }

    struct Link: Sendable {
        let account: String
        let url: String
        let expires: String
    }

    struct Role: Sendable {
        let value: String
        let label: String
        let meaning: String
        let isSelected: Bool
    }

    struct Row: Sendable {
        let name: String
        let state: String
        let isClosed: Bool
        let isSelf: Bool
        let created: String
        let roles: [Role]
        let formToken: String
    }

    private static func page(
        _ request: ConsoleRequest,
        _ services: ConsoleServices,
        message: String? = nil,
        link: Link? = nil,
        name: String? = nil
    ) -> ConsoleAnswer {
        let rows = services.accounts.current.accounts.map { account in
            Row(
                name: account.name,
                state: state(of: account, at: request.milliseconds),
                isClosed: account.isDisabled,
                isSelf: account.name == request.person.account,
                created: request.zone.text(account.createdAtMilliseconds),
                roles: roles(selected: account.role),
                formToken: request.formToken
            )
        }
        let view = View(
            accounts: rows,
            roles: roles(selected: .auditor),
            message: message,
            link: link,
            name: name,
            formToken: request.formToken
        )
        return services.page(
            "accounts",
            view,
            title: "Accounts",
            current: "accounts",
            for: request,
            status: message == nil ? .ok : .badRequest,
            shown: ShownContents(rows: rows.count)
        )
    }

    private static func state(of account: ConsoleAccount, at milliseconds: Int64) -> String {
        if account.isDisabled { return "closed" }
        if let invitation = account.invitation {
            let isOld = milliseconds >= invitation.expiresAtMilliseconds
            if account.password == nil {
                return isOld ? "link too old, make a new one" : "has not chosen a password yet"
            }
            return isOld ? "active" : "active, with an open link for a new password"
        }
        return account.password == nil ? "has no password, make a link" : "active"
    }

    private static func roles(selected: ConsoleRole) -> [Role] {
        ConsoleRole.allCases.map {
            Role(value: $0.rawValue, label: $0.title, meaning: $0.meaning, isSelected: $0 == selected)
        }
    }

    private static func add(
        _ request: ConsoleRequest,
        _ services: ConsoleServices
    ) async throws -> ConsoleAnswer {
        guard let name = request.form["account"], let role = request.form["role"].flatMap({ ConsoleRole(rawValue: $0) })
        else { return page(request, services, message: "Give a name and a role.") }
        let token = SecretToken(from: services.random)
        let at = request.milliseconds
        let change = Change("added", [("account", name), ("role", role.rawValue)]) { book in
            try book.add(name, role: role, invitation: Invitation(token, at: at), at: at)
        }
        do {
            try await apply(change, request, services)
        } catch let problem as AccountProblem {
            return page(request, services, message: "\(problem)", name: name)
        }
        return page(request, services, link: link(token, for: name, request, services))
    }

    private static func invite(
        _ request: ConsoleRequest,
        _ services: ConsoleServices
    ) async throws -> ConsoleAnswer {
        let name = request.form["account"] ?? ""
        let token = SecretToken(from: services.random)
        let invitation = Invitation(token, at: request.milliseconds)
        let change = Change("link-made", [("account", name)]) { try $0.invite(name, invitation) }
        do {
            try await apply(change, request, services)
        } catch let problem as AccountProblem {
            return page(request, services, message: "\(problem)")
        }
        return page(request, services, link: link(token, for: name, request, services))
    }

    private static func change(
        _ path: String,
        _ action: String,
        _ body: @escaping @Sendable (String, FormFields, inout AccountBook) throws -> Void
    ) -> ConsoleRoute {
        ConsoleRoute("accounts", .post, "/console/accounts/\(path)", .accounts, recording: .byHandler) {
            request,
            services in
            let form = request.form
            let name = form["account"] ?? ""
            var details = [(name: "account", value: name)]
            if let role = form["role"] { details.append(("role", role)) }
            let change = Change(action, details) { try body(name, form, &$0) }
            do {
                try await apply(change, request, services)
            } catch let problem as AccountProblem {
                return page(request, services, message: "\(problem)")
            }
            return .redirect(to: "/console/accounts")
        }
    }

    /// A change of the accounts, with what its record says.
    private final class Change: Sendable {
        let action: String
        let details: [(name: String, value: String)]
        let body: @Sendable (inout AccountBook) throws -> Void

        init(
            _ action: String,
            _ details: [(name: String, value: String)],
            body: @escaping @Sendable (inout AccountBook) throws -> Void
        ) {
            self.action = action
            self.details = details
            self.body = body
        }
    }

    /// Tries a change, records it, and makes it: nothing changes without a record of who changed it.
    private static func apply(_ change: Change, _ request: ConsoleRequest, _ services: ConsoleServices) async throws {
        var tried = services.accounts.current
        try change.body(&tried)
        try await services.record(ConsoleRecord(.accountChanged, change.action, change.details), of: request)
        _ = try await services.accounts.change(change.body)
    }

    private static func link(
        _ token: SecretToken,
        for name: String,
        _ request: ConsoleRequest,
        _ services: ConsoleServices
    ) -> Link {
        let expires = request.milliseconds + Invitation.lifetimeMilliseconds
        return Link(
            account: name,
            url: "\(services.settings.publicOrigin ?? "")/console/welcome?token=\(token.text)",
            expires: request.zone.text(expires)
        )
    }
}
