import AuditEvents
import NIOHTTP1

/// Decides what the proxy service answers: tickets, sessions, users.
///
/// Whoever comes this far has shown a certificate of the trust zone.
///
/// Source: help.qlik.com, "Add ticket", "Get session", "Delete session", "Get user", "Delete user", "Using Xrfkey
/// headers" (2022 to 2025).
struct ProxyServiceRouter {
    /// Answers a request to the proxy service's listener.
    func answer(_ request: SiteRequest, _ state: inout SiteState) -> SiteAnswer {
        guard Self.hasForgeryKey(request) else {
            return .page(403, title: "Forbidden", "XSRF prevention check failed. Possible XSRF discovered.")
        }
        guard let segments = request.target.segments,
            let resource = ProxyServiceResource(segments, prefixes: state.rules.virtualProxies.keys)
        else { return .page(404, title: "Not found", "There is no such virtual proxy or resource.") }
        switch (request.method, resource.kind) {
        case ("POST", .ticket):
            return issueTicket(request, at: resource.prefix, &state)
        case ("GET", .session(let id)):
            return Self.answer(state.session(id, at: resource.prefix, now: request.time))
        case ("DELETE", .session(let id)):
            return Self.answer(state.endSession(id, at: resource.prefix, now: request.time))
        case ("GET", .user(let user)):
            return Self.answer(state.sessions(of: user, at: resource.prefix, now: request.time))
        case ("DELETE", .user(let user)):
            return Self.answer(state.endSessions(of: user, at: resource.prefix, now: request.time))
        default:
            return .page(405, title: "Method not allowed", "This can't be done here.")
        }
    }

    /// Whether query and header agree on a key of exactly 16 letters and digits, which a browser can't be made to send.
    private static func hasForgeryKey(_ request: SiteRequest) -> Bool {
        guard let key = request.parameter("Xrfkey"), request.headers["X-Qlik-Xrfkey"] == [key] else { return false }
        return key.utf8.count == 16
            && key.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"):
                    true
                default: false
                }
            }
    }

    private func issueTicket(_ request: SiteRequest, at prefix: SitePrefix, _ state: inout SiteState) -> SiteAnswer {
        let wanted: TicketRequest
        do throws(TicketRequestError) {
            wanted = try TicketRequest(request.body)
        } catch {
            return .page(400, title: "Bad request", "The ticket request can't be used: \(error).")
        }
        do throws(TicketError) {
            let ticket = try state.issueTicket(
                for: wanted.user,
                at: prefix,
                attributes: wanted.attributes,
                targetID: wanted.targetID,
                now: request.time
            )
            return .json(201, Self.json(ticket))
        } catch {
            return switch error {
            case .unknownVirtualProxy: .page(404, title: "Not found", "There is no such virtual proxy.")
            case .unknownTarget: .page(400, title: "Bad request", "There was no login redirect with this TargetId.")
            }
        }
    }

    private static func answer(_ session: SiteSession?) -> SiteAnswer {
        guard let session else { return .page(404, title: "Not found", "There is no such session.") }
        var writer = JSONWriter()
        write(session, to: &writer)
        return .json(200, writer.bytes)
    }

    private static func answer(_ sessions: [SiteSession]) -> SiteAnswer {
        var writer = JSONWriter()
        writer.beginArray()
        for session in sessions { write(session, to: &writer) }
        writer.endArray()
        return .json(200, writer.bytes)
    }

    private static func write(_ session: SiteSession, to writer: inout JSONWriter) {
        writer.beginObject()
        write(session.user, session.attributes, to: &writer)
        writer.key("SessionId")
        writer.string(session.id)
        writer.endObject()
    }

    private static func json(_ ticket: SiteTicket) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        write(ticket.user, ticket.attributes, to: &writer)
        writer.key("Ticket")
        writer.string(ticket.text)
        if let target = ticket.targetURL {
            let separator = target.contains("?") ? "&" : "?"
            writer.key("TargetUri")
            writer.string("\(target)\(separator)qlikTicket=\(SiteTarget.escaped(ticket.text))")
        }
        writer.endObject()
        return writer.bytes
    }

    private static func write(_ user: SiteUser, _ attributes: [SiteAttribute], to writer: inout JSONWriter) {
        writer.key("UserDirectory")
        writer.string(user.directory)
        writer.key("UserId")
        writer.string(user.id)
        writer.key("Attributes")
        writer.beginArray()
        for attribute in attributes {
            writer.beginObject()
            writer.key(attribute.name)
            writer.string(attribute.value)
            writer.endObject()
        }
        writer.endArray()
    }
}
