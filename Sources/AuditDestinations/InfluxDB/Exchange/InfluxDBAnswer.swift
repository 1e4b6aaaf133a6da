/// What a database answered.
package struct InfluxDBAnswer: Sendable, Hashable {
    /// The most of an answer that is read; the rest is left unread.
    package static let maximumBodyBytes = 1 << 20

    /// HTTP status.
    package let status: Int

    /// The header `Retry-After`.
    package let retryAfter: String?

    /// The body, at most ``maximumBodyBytes`` of it.
    package let body: [UInt8]

    /// Collects the three.
    package init(status: Int, retryAfter: String? = nil, body: [UInt8] = []) {
        self.status = status
        self.retryAfter = retryAfter
        self.body = body
    }
}
