import AuditEvents
import AuditJournal
import Logging

/// Asks the Qlik Sense proxy service for tickets, and ends sessions that they bought.
///
/// Every request carries our client certificate and a fresh `Xrfkey`. Redirects are never followed: nobody else may
/// see that certificate used.
struct ProxyServiceClient: Sendable {
    /// How long ending a session may take.
    static let deletionTimeout = Duration.seconds(5)
    private static let maximumAnswerBytes = 65_536
    private static let ticketKey = JSONKey("Ticket")

    let settings: ProxyServiceSettings
    let site: SiteClient
    let certificates: CertificateFiles
    let random: RandomSource
    let logger: Logger

    /// Buys a ticket: `POST /qps/<proxy>/ticket`.
    func ticket(for user: TicketUser, at proxy: VirtualProxy) async throws(FetchTrouble) -> Ticket {
        var body = JSONWriter()
        body.beginObject()
        body.key("UserDirectory")
        body.string(user.directory)
        body.key("UserId")
        body.string(user.id)
        body.endObject()
        let path = proxy.servicePath("ticket")
        let answer: ExchangeAnswer
        do {
            answer = try await send(.post, path, body: body.bytes)
        } catch {
            throw error.trouble
        }
        guard (200..<300).contains(answer.status) else { throw .ticketRefused(status: answer.status) }
        guard let ticket = Self.ticket(in: answer.body) else {
            let url = "https://\(settings.host):\(settings.port)\(path)"
            logger.warning(
                "AUDIT API: QPS ticket response missing Ticket field.",
                metadata: ["url": "\(url)", "status": "\(answer.status)"]
            )
            throw .ticketRefused(status: answer.status)
        }
        return ticket
    }

    /// Ends a session: `DELETE /qps/<proxy>/session/<id>`.
    func end(_ session: SessionID, at proxy: VirtualProxy) async -> SessionEnding {
        do {
            let path = proxy.servicePath("session/\(session.pathSegment)")
            let answer = try await send(.delete, path)
            switch answer.status {
            case 200..<300: return .ended
            case 404, 410: return .gone(status: answer.status)
            default: return .failed("httpStatus=\(answer.status)")
            }
        } catch {
            return .failed("\(error)")
        }
    }

    private func send(
        _ method: ExchangeRequest.Method,
        _ path: String,
        body: [UInt8] = []
    ) async throws(ProxyServiceFault) -> ExchangeAnswer {
        let tls: TLSClient
        do {
            tls = try certificates.client()
        } catch {
            throw .certificate(error)
        }
        let key = Xrfkey(random)
        var headers = [(name: "X-Qlik-Xrfkey", value: key.text), (name: "Accept", value: "application/json")]
        if !body.isEmpty { headers.append((name: "Content-Type", value: "application/json")) }
        let request = ExchangeRequest(
            method: method,
            target: "\(path)?Xrfkey=\(key.text)",
            headers: headers,
            body: body
        )
        let timeout = method == .post ? settings.ticketTimeout : Self.deletionTimeout
        let limits = ExchangeLimits(idle: timeout, total: timeout, bodyBytes: Self.maximumAnswerBytes)
        do {
            return try await site.send(
                ExchangeCall(request, host: settings.host, port: settings.port, tls: tls, limits: limits)
            )
        } catch {
            throw .exchange(error)
        }
    }

    private static func ticket(in body: [UInt8]) -> Ticket? {
        var text: String?
        body.withUnsafeBytes { bytes in
            // Anything else than JSON holds no ticket.
            try? JSONScanner().withDocument(of: bytes) { document in text = document.root[ticketKey]?.string }
        }
        return text.flatMap { Ticket($0) }
    }
}
