import AuditEvents
import NIOCore
import NIOHTTP1

/// Writes whole HTTP/1.1 answers as bytes.
///
/// The header block that every answer shares is rendered once; per answer only what differs is written. That is worth
/// several microseconds a request against building a header list and encoding it.
package struct ResponseWriter: Sendable {
    /// What the answer to one request depends on besides its body.
    package struct RequestFacts: Sendable {
        /// Whether the connection stays open afterwards.
        package var keepsAlive = true
        /// Whether the body is left out (`HEAD`), its length not.
        package var isHead = false
        /// The request's `Origin`, if it had one.
        package var origin: String?
        /// The address limiter's standing, on counted routes.
        package var standing: FixedWindowLimiter<NetworkAddress>.Standing?

        /// Creates the facts of a plain request.
        package init() {}
    }

    /// How long browsers remember a preflight, which is as long as Chromium does at most.
    private static let preflightSeconds = 7_200

    private let securityHeaders: ByteBuffer
    private let cors: CORSPolicy
    private let idleSeconds: Int64

    /// Creates the writer; over TLS every answer also carries HSTS.
    package init(cors: CORSPolicy, isTLS: Bool, idleTimeout: TimeAmount) {
        self.cors = cors
        self.idleSeconds = idleTimeout.nanoseconds / 1_000_000_000
        var block = ByteBuffer()
        block.writeString(
            """
            X-Content-Type-Options: nosniff\r
            X-Frame-Options: DENY\r
            Cache-Control: no-store\r
            Content-Security-Policy: default-src 'none'\r
            Referrer-Policy: no-referrer\r
            Permissions-Policy: camera=(), microphone=(), geolocation=()\r
            Cross-Origin-Resource-Policy: same-origin\r
            Cross-Origin-Opener-Policy: same-origin\r

            """
        )
        if isTLS { block.writeString("Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n") }
        self.securityHeaders = block
    }

    /// Writes a routed answer with a JSON body, or another `contentType`.
    package func write(
        code: Int,
        body: ByteBuffer,
        contentType: StaticString = "application/json; charset=utf-8",
        retryAfterSeconds: Int? = nil,
        date: ByteBuffer,
        for facts: RequestFacts,
        to buffer: inout ByteBuffer
    ) {
        writeStart(code: code, date: date, to: &buffer)
        buffer.writeImmutableBuffer(securityHeaders)
        writeCORS(for: facts, to: &buffer)
        writeLimits(facts.standing, retryAfterSeconds: retryAfterSeconds, to: &buffer)
        buffer.writeStaticString("Content-Type: ")
        buffer.writeStaticString(contentType)
        buffer.writeStaticString("\r\nContent-Length: ")
        buffer.writeDecimal(UInt64(body.readableBytes))
        writeConnection(keepsAlive: facts.keepsAlive, to: &buffer)
        if !facts.isHead { buffer.writeImmutableBuffer(body) }
    }

    /// Writes the answer to a CORS preflight and returns its code: 204, or 400 when it isn't one.
    package func writePreflight(
        requestedMethod: String?,
        requestedHeaders: String?,
        asksForPrivateNetwork: Bool,
        date: ByteBuffer,
        for facts: RequestFacts,
        to buffer: inout ByteBuffer
    ) -> Int {
        guard facts.origin != nil, requestedMethod != nil else {
            let body = ByteBuffer(string: "Invalid Preflight Request")
            write(
                code: 400,
                body: body,
                contentType: "text/plain; charset=utf-8",
                date: date,
                for: facts,
                to: &buffer
            )
            return 400
        }
        writeStart(code: 204, date: date, to: &buffer)
        buffer.writeImmutableBuffer(securityHeaders)
        if let allowed = cors.allowedOrigin(for: facts.origin) {
            buffer.writeString("Access-Control-Allow-Origin: \(allowed)\r\n")
            if asksForPrivateNetwork { buffer.writeStaticString("Access-Control-Allow-Private-Network: true\r\n") }
        }
        buffer.writeStaticString("Vary: ")
        if cors.variesByOrigin { buffer.writeStaticString("Origin, ") }
        buffer.writeStaticString(
            "Access-Control-Request-Headers\r\nAccess-Control-Allow-Methods: GET, POST, OPTIONS\r\n"
        )
        if let requestedHeaders {
            buffer.writeString("Access-Control-Allow-Headers: \(requestedHeaders)\r\n")
        }
        buffer.writeString("Access-Control-Max-Age: \(Self.preflightSeconds)\r\nContent-Length: 0")
        writeConnection(keepsAlive: facts.keepsAlive, to: &buffer)
        return 204
    }

    /// Writes an answer made below the routes: no security headers, the connection closes.
    package func writeRaw(code: Int, body: ByteBuffer, date: ByteBuffer, to buffer: inout ByteBuffer) {
        writeStart(code: code, date: date, to: &buffer)
        if body.readableBytes > 0 { buffer.writeStaticString("Content-Type: application/json; charset=utf-8\r\n") }
        buffer.writeStaticString("Content-Length: ")
        buffer.writeDecimal(UInt64(body.readableBytes))
        writeConnection(keepsAlive: false, to: &buffer)
        buffer.writeImmutableBuffer(body)
    }

    private func writeStart(code: Int, date: ByteBuffer, to buffer: inout ByteBuffer) {
        if code == 202 {
            buffer.writeStaticString("HTTP/1.1 202 Accepted\r\n")
        } else {
            buffer.writeString("HTTP/1.1 \(code) \(HTTPResponseStatus(statusCode: code).reasonPhrase)\r\n")
        }
        buffer.writeImmutableBuffer(date)
    }

    private func writeCORS(for facts: RequestFacts, to buffer: inout ByteBuffer) {
        if cors.variesByOrigin { buffer.writeStaticString("Vary: Origin\r\n") }
        guard let allowed = cors.allowedOrigin(for: facts.origin) else { return }
        buffer.writeStaticString("Access-Control-Allow-Origin: ")
        buffer.writeString(allowed)
        buffer.writeStaticString(
            "\r\nAccess-Control-Expose-Headers: Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset\r\n"
        )
    }

    private func writeLimits(
        _ standing: FixedWindowLimiter<NetworkAddress>.Standing?,
        retryAfterSeconds: Int?,
        to buffer: inout ByteBuffer
    ) {
        if let standing {
            buffer.writeStaticString("X-RateLimit-Limit: ")
            buffer.writeDecimal(UInt64(standing.limit))
            buffer.writeStaticString("\r\nX-RateLimit-Remaining: ")
            buffer.writeDecimal(UInt64(standing.remaining))
            buffer.writeStaticString("\r\nX-RateLimit-Reset: ")
            buffer.writeDecimal(UInt64(standing.secondsToReset))
            buffer.writeStaticString("\r\n")
        }
        if let retryAfterSeconds {
            buffer.writeStaticString("Retry-After: ")
            buffer.writeDecimal(UInt64(retryAfterSeconds))
            buffer.writeStaticString("\r\n")
        }
    }

    private func writeConnection(keepsAlive: Bool, to buffer: inout ByteBuffer) {
        if keepsAlive {
            buffer.writeStaticString("\r\nConnection: keep-alive\r\nKeep-Alive: timeout=")
            buffer.writeDecimal(UInt64(idleSeconds))
            buffer.writeStaticString("\r\n\r\n")
        } else {
            buffer.writeStaticString("\r\nConnection: close\r\n\r\n")
        }
    }
}
