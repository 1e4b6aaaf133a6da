import AuditEvents
import Logging

/// The log lines of one attempt: the words operators look for, values escaped, tickets and sessions left out.
struct FetchLog: Sendable {
    private let logger: Logger
    private let original: String
    private let attempt: AttemptNumber

    init(logger: Logger, request: PictureRequest, attempt: AttemptNumber) {
        var logger = logger
        for (key, value) in request.context { logger[metadataKey: key] = "\(SanitizedText.escape("\(value)"))" }
        self.logger = logger
        original = LogText.url(request.url)
        self.attempt = attempt
    }

    func refused(_ refusal: FetchRefusal) {
        let metadata = refusal.metadata.merging(["url": "\(original)", "attempt": "\(attempt)"]) { $1 }
        logger.warning("AUDIT API: \(refusal.message)", metadata: metadata)
    }

    func following(_ next: PictureURL, from url: PictureURL, number: Int, status: Int) {
        logger.info(
            "AUDIT API: Screenshot download following redirect redirect=\(number)/\(RedirectRule.maximumRedirects)",
            metadata: [
                "httpStatus": "\(status)", "from": "\(LogText.url(url.description))",
                "to": "\(LogText.url(next.description))", "original": "\(original)", "attempt": "\(attempt)",
            ]
        )
    }

    func blocked(_ block: RedirectBlock, location: String?, status: Int) {
        let refusal = FetchRefusal.redirectBlocked(block)
        let metadata: Logger.Metadata = [
            "httpStatus": "\(status)", "location": "\(LogText.url(location ?? ""))", "url": "\(original)",
            "attempt": "\(attempt)",
        ]
        logger.warning("AUDIT API: \(refusal.message)", metadata: refusal.metadata.merging(metadata) { $1 })
    }

    func rejected(status: Int) {
        logger.info(
            """
            AUDIT API: Screenshot download cached Qlik session rejected; evicted cache entry and retrying \
            attempt=\(attempt)
            """,
            metadata: ["httpStatus": "\(status)", "url": "\(original)"]
        )
    }

    func withoutSession(status: Int, cookieNames: [String]) {
        logger.warning(
            """
            AUDIT API: The answer to a ticket set no known session cookie, so the session can't be ended; name the \
            cookie in Vidimus.screenshots.sessionCookies
            """,
            metadata: [
                "cookieNames": "\(SanitizedText.escape(cookieNames.prefix(10).joined(separator: ",")))",
                "httpStatus": "\(status)", "url": "\(original)", "attempt": "\(attempt)",
            ]
        )
    }

    func established(_ session: PictureSession, _ key: SessionKey, _ service: ProxyServiceSettings) {
        logger.info(
            "AUDIT API: Established cached screenshot QPS session after acquiring a new ticket",
            metadata: [
                "qpsHost": "\(service.host)", "qpsPort": "\(service.port)", "virtualProxy": "\(key.proxy)",
                "cookieName": "\(session.cookieName)", "sessionIdLength": "\(session.idLength)",
                "attempt": "\(attempt)",
            ]
        )
    }
}
