import Hummingbird
import Synchronization

extension ConsoleServices {
    /// Who a session's cookie belongs to, with the role of now; nil when the session or the account has ended.
    func visitor(tokenHash: String, at milliseconds: Int64) -> (visitor: ConsoleVisitor, formToken: String)? {
        guard let session = sessions.withLock({ $0.session(tokenHash: tokenHash, at: milliseconds) }) else {
            return nil
        }
        guard let account = accounts.current.account(session.account), account.isActive,
            account.revision == session.revision
        else {
            sessions.withLock { $0.close(tokenHash: tokenHash) }
            return nil
        }
        let visitor = ConsoleVisitor(
            account: account.name,
            role: account.role,
            sessionID: session.id,
            tokenHash: tokenHash,
            reason: session.reason,
            shownPictures: Set(session.shownPictures)
        )
        return (visitor, session.formToken)
    }

    /// Begins a session under a new token, whatever the browser had before; returns its cookie.
    ///
    /// The sign-in is recorded first: without a record nobody is let in.
    func open(_ name: String, for request: ConsoleRequest) async throws -> Cookie {
        let token = SecretToken(from: random)
        guard let account = accounts.current.account(name) else {
            throw ConsoleProblem.notFound("\(AccountProblem.unknownAccount)")
        }
        try await record(ConsoleRecord(.signedIn, by: account), of: request)
        if let visitor = request.visitor { sessions.withLock { $0.close(tokenHash: visitor.tokenHash) } }
        let session = ConsoleSession(
            id: String(SecretToken(from: random).text.prefix(12)),
            account: account.name,
            revision: account.revision,
            formToken: SecretToken(from: random).text,
            at: request.milliseconds
        )
        sessions.withLock { $0.open(session, tokenHash: token.hash) }
        return ConsoleCookies(isSecure: settings.isSecure).session(token)
    }
}
