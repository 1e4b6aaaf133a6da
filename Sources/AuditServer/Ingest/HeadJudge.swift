import AuditEvents
import NIOCore
import NIOHTTP1

/// Decides from a request's head alone what becomes of it.
///
/// The order of checks is part of the contract: route, CORS, address limit, token, content type, size. The token comes
/// before the body is read, so nobody without one makes the server hold bytes.
struct HeadJudge {
    let context: IngestContext

    func decide(_ head: HTTPRequestHead, peer: NetworkAddress, peerText: String) -> HeadDecision {
        let headers = head.headers
        let hosts = headers[canonicalForm: "host"].count
        if hosts > 1 || (hosts == 0 && head.version == .http1_1) {
            return .raw(code: 400, message: "", errorCode: nil)
        }
        let route: IngestRoute
        do {
            route = try IngestRoute(method: head.method, uri: head.uri)
        } catch {
            return .raw(code: 400, message: "'\(head.uri)' is not a valid url component", errorCode: "FST_ERR_BAD_URL")
        }
        var facts = ResponseWriter.RequestFacts()
        // The decoder stops behind a request for an upgrade, which nothing here grants.
        facts.keepsAlive = head.isKeepAlive && !headers.contains(name: "upgrade") && head.method != .CONNECT
        facts.isHead = head.method == .HEAD
        facts.origin = headers.first(name: "origin")
        switch route {
        case .preflight:
            if context.settings.cors == .off { break }
            return .preflight(headers, facts)
        case .live: return .health(isReadiness: false, facts)
        case .ready: return .health(isReadiness: true, facts)
        default: break
        }
        let client = context.forwardedFor.clientAddress(peer: peer, headers: headers["x-forwarded-for"])
        if route.isCounted {
            facts.standing = context.countRequest(from: client)
            if let standing = facts.standing, !standing.isAllowed {
                return limited(client: client, seconds: standing.secondsToReset, facts: facts)
            }
        }
        return decideAuthorized(head, route: route, facts: facts, client: client, isPeer: client == peer, peerText)
    }

    private func decideAuthorized(
        _ head: HTTPRequestHead,
        route: IngestRoute,
        facts: ResponseWriter.RequestFacts,
        client: NetworkAddress,
        isPeer: Bool,
        _ peerText: String
    ) -> HeadDecision {
        let headers = head.headers
        var tokenName: String?
        if route.needsToken {
            switch context.settings.tokens.judge(headers.first(name: "authorization")) {
            case .open: break
            case .granted(let name): tokenName = name
            case .refused: return unauthorized(head, route: route, client: client, facts: facts)
            }
        }
        let version = headers.first(name: "x-audit-qs-version")
        switch route {
        case .event, .batch:
            let request = IngestRequest(
                route: route,
                client: client,
                clientText: isPeer ? peerText : "\(client)",
                tokenName: tokenName,
                userAgent: headers.first(name: "user-agent"),
                versionHeader: version,
                maximumBodyBytes: route == .batch
                    ? context.settings.limits.maximumBatchBytes : context.settings.limits.maximumBodyBytes,
                wantsLeafHashes: route == .event || IngestRoute.asksForLeafHashes(head.uri),
                facts: facts
            )
            return decideBody(headers, version: head.version, request: request)
        case .testConnection:
            return .testConnection(versionHeader: version, client: client, facts)
        default:
            return .notFound(method: head.method.rawValue, uri: head.uri, facts)
        }
    }

    private func decideBody(
        _ headers: HTTPHeaders,
        version: HTTPVersion,
        request: IngestRequest
    ) -> HeadDecision {
        let length = headers.statedLength
        let hasBody = length > 0 || headers.contains(name: "transfer-encoding")
        let type = headers.first(name: "content-type").map(Self.mediaType)
        let expected = request.route == .batch ? "application/x-ndjson" : "application/json"
        if type != expected {
            // Existing clients know these two as envelopes that are no object: plain text, and nothing at all.
            guard request.route == .event, type == "text/plain" || (type == nil && !hasBody) else {
                return .answer(.unsupportedMediaType(expected: expected), request.facts)
            }
            request.isJSON = false
        }
        if length > request.maximumBodyBytes {
            var facts = request.facts
            facts.keepsAlive = false
            return .answer(.tooLarge(limitBytes: request.maximumBodyBytes, what: "body"), facts)
        }
        // A client of HTTP/1.0 knows no interim answers (RFC 9110, 10.1.1).
        guard version != .http1_0, let expectation = headers.first(name: "expect") else {
            return .receive(request, sendsContinue: false)
        }
        guard expectation.lowercased() == "100-continue" else {
            return .raw(code: 417, message: "Expectation Failed", errorCode: nil)
        }
        return .receive(request, sendsContinue: true)
    }

    private func unauthorized(
        _ head: HTTPRequestHead,
        route: IngestRoute,
        client: NetworkAddress,
        facts: ResponseWriter.RequestFacts
    ) -> HeadDecision {
        context.log.warn("Unauthorized request", address: client, now: context.monotonicMilliseconds) {
            ["method": head.method.rawValue, "url": head.uri]
        }
        let standing = context.countFailedToken(from: client)
        if !standing.isAllowed {
            return limited(client: client, seconds: standing.secondsToReset, facts: facts)
        }
        return .answer(.unauthorized, facts)
    }

    private func limited(
        client: NetworkAddress,
        seconds: Int,
        facts: ResponseWriter.RequestFacts
    ) -> HeadDecision {
        context.log.warn("Rate limit exceeded", address: client, now: context.monotonicMilliseconds)
        return .answer(.addressLimited(retryAfterSeconds: seconds), facts)
    }

    /// The type without its parameters, in lower case.
    private static func mediaType(_ value: String) -> String {
        let isSpace: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        let type = value.utf8.prefix { $0 != UInt8(ascii: ";") }.drop(while: isSpace)
        let end = type.lastIndex { !isSpace($0) }.map(type.index(after:)) ?? type.startIndex
        return String(type[..<end])?.lowercased() ?? ""
    }
}
