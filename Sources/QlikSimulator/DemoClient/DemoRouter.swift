import AuditEvents
import NIOHTTP1

/// Decides what a page gets: who may have what was prepared, and who signs in.
struct DemoRouter {
    let route: DemoRoute
    /// Nil when nothing was prepared, because nobody was signed in who may ask.
    let prepared: DemoResult?
    let ports: SitePorts

    /// Answers a request at one virtual proxy; `session` is nil for whoever isn't signed in.
    func answer(
        _ request: SiteRequest,
        at proxy: SiteVirtualProxy,
        _ session: SiteSession?,
        _ state: inout SiteState
    ) -> SiteAnswer {
        guard let prepared, session != nil || !route.needsSession else {
            return DemoWork.error(401, "Nobody is signed in.")
        }
        switch prepared {
        case .answer(let answer):
            guard route == .user, answer.status == 200, let session else { return answer }
            return DemoWork.json(200, Self.identity(of: session.user, session: "active"))
        case .picture(let bytes):
            guard let session else { preconditionFailure("pictures are for those who are signed in") }
            return keep(bytes, for: session, now: request.time, &state)
        case .signIn(let user):
            return signIn(user, request, at: proxy, session, &state)
        }
    }

    private func keep(
        _ bytes: [UInt8],
        for session: SiteSession,
        now: Duration,
        _ state: inout SiteState
    ) -> SiteAnswer {
        let name = state.uuid().description.replacing("-", with: "") + ".png"
        let path = state.keep(
            bytes,
            named: name,
            contentType: "image/png",
            for: session.user,
            at: session.prefix,
            now: now
        ).path(node: state.rules.nodes[0])
        var writer = JSONWriter()
        writer.beginObject()
        writer.write("url", ports.proxyOrigin + path)
        writer.write("path", path)
        writer.endObject()
        return DemoWork.json(200, writer.bytes)
    }

    private func signIn(
        _ user: SiteUser,
        _ request: SiteRequest,
        at proxy: SiteVirtualProxy,
        _ session: SiteSession?,
        _ state: inout SiteState
    ) -> SiteAnswer {
        var answer = DemoWork.json(200, Self.identity(of: user, session: nil))
        if session?.user == user { return answer }
        if let session { _ = state.endSession(session.id, at: session.prefix, now: request.time) }
        let ticket: SiteTicket
        do throws(TicketError) {
            ticket = try state.issueTicket(for: user, at: proxy.prefix, now: request.time)
        } catch {
            preconditionFailure("the virtual proxy that was asked is one of the site: \(error)")
        }
        switch state.redeem(ticket.text, at: proxy.prefix, now: request.time) {
        case .opened(let session):
            answer.headers.add(name: "Set-Cookie", value: ProxyRouter.cookie(of: session, at: proxy, for: request))
            return answer
        case .tooManySessions: return DemoWork.error(403, "This user has too many sessions.")
        case .refused: preconditionFailure("a new ticket is good where it was issued for")
        }
    }

    private static func identity(of user: SiteUser, session: String?) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        if let session {
            writer.write("session", session)
        } else {
            writer.write("user", "UserDirectory=\(user.directory); UserId=\(user.id)")
        }
        writer.write("userDirectory", user.directory)
        writer.write("userId", user.id)
        writer.endObject()
        return writer.bytes
    }
}
