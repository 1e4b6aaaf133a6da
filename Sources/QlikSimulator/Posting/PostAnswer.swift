/// What a server answered to one event.
package struct PostAnswer: Sendable, Hashable {
    /// The HTTP status.
    package let status: Int

    /// Seconds of `Retry-After`, if it was sent.
    package let retryAfterSeconds: Int?

    /// Whether the server had the event already.
    package let isDuplicate: Bool

    /// Creates an answer.
    package init(status: Int, retryAfterSeconds: Int? = nil, isDuplicate: Bool = false) {
        self.status = status
        self.retryAfterSeconds = retryAfterSeconds
        self.isDuplicate = isDuplicate
    }

    /// Whether the same event may fare better later.
    var isWorthRepeating: Bool { status == 429 || status == 503 }
}
