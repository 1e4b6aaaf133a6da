import Hummingbird
import Synchronization

/// Choosing a password with a one-time link: the first administrator's, or that of an invitation.
enum WelcomePages {
    static let routes = [
        ConsoleRoute("welcome", .get, "/console/welcome", .everybody, recording: .none) { request, services in
            let holder = try holder(of: request.query["token"], request, services)
            return page(holder, request, services)
        },
        ConsoleRoute("welcome", .post, "/console/welcome", .everybody, recording: .byHandler) {
            try await choose($0, $1)
        },
    ]

    /// Who holds a link.
    private final class Holder: Sendable {
        let token: SecretToken
        /// The account that was made for the holder; nil for the first administrator, who names it.
        let account: ConsoleAccount?

        init(token: SecretToken, account: ConsoleAccount?) {
            self.token = token
            self.account = account
        }
    }

    /// The form.
    struct View: Sendable {
        let token: String
        let account: String?
        let isFirst: Bool
        let name: String?
        let message: String?
        let fewestCharacters: Int
        let formToken: String
    }

    private static func holder(
        of text: String?,
        _ request: ConsoleRequest,
        _ services: ConsoleServices
    ) throws(ConsoleProblem) -> Holder {
        if let token = text.flatMap({ SecretToken($0) }) {
            let book = services.accounts.current
            if book.isNew, ConstantTime.areEqual(token.text, services.firstLink.text) {
                return Holder(token: token, account: nil)
            }
            if let account = book.account(invitedBy: token, at: request.milliseconds) {
                return Holder(token: token, account: account)
            }
        }
        throw ConsoleProblem(
            status: .gone,
            title: "This link is not valid any more",
            message: "\(AccountProblem.linkNotValid) Ask for a new one; the first administrator's is printed when the "
                + "server starts."
        )
    }

    private static func page(
        _ holder: Holder,
        _ request: ConsoleRequest,
        _ services: ConsoleServices,
        name: String? = nil,
        message: String? = nil
    ) -> ConsoleAnswer {
        let view = View(
            token: holder.token.text,
            account: holder.account?.name,
            isFirst: holder.account == nil,
            name: name,
            message: message,
            fewestCharacters: Password.fewestCharacters,
            formToken: request.formToken
        )
        let status: HTTPResponse.Status = message == nil ? .ok : .badRequest
        return services.page("welcome", view, title: "Choose a password", for: request, status: status)
    }

    private static func choose(
        _ request: ConsoleRequest,
        _ services: ConsoleServices
    ) async throws -> ConsoleAnswer {
        let holder = try holder(of: request.form["token"], request, services)
        let name = holder.account?.name ?? request.form["account"] ?? ""
        let refused = { (message: String) in page(holder, request, services, name: name, message: message) }
        guard ConsoleAccount.isValid(name: name) else { return refused("\(AccountProblem.invalidName)") }
        guard let password = Password(request.form.exact("password") ?? "") else {
            return refused("Choose a password.")
        }
        if let objection = password.objection(for: name) { return refused(objection) }
        guard request.form.exact("password") == request.form.exact("repeated") else {
            return refused("The two passwords are not the same.")
        }
        guard let hash = await services.passwords.hash(password) else {
            throw ConsoleProblem.unavailable("Too many people are signing in at this moment. Try again in a minute.")
        }
        let at = request.milliseconds
        do {
            // Uses the link up.
            let book = try await services.accounts.change { book in
                if holder.account != nil {
                    _ = try book.choosePassword(hash, with: holder.token, at: at)
                } else {
                    // Somebody else may have been quicker.
                    guard book.isNew else { throw AccountProblem.linkNotValid }
                    try book.add(name, role: .administrator, invitation: nil, password: hash, at: at)
                }
            }
            let action = holder.account == nil ? "first-administrator" : "password-chosen"
            let record = ConsoleRecord(.accountChanged, action, [("account", name)], by: book.account(name))
            try await services.record(record, of: request)
        } catch let problem as AccountProblem {
            return refused("\(problem)")
        }
        services.sessions.withLock { $0.closeAll(of: name) }
        return .redirect(to: ConsolePath.root, cookies: [try await services.open(name, for: request)])
    }
}
