/// What a server answered to one event.
package struct PostAnswer: Sendable, Hashable {
    /// The HTTP status.
    package let status: Int

    /// Seconds of `Retry-After`, if it was sent.
    package let retryAfterSeconds: Int?

    /// Creates an answer.
    package init(status: Int, retryAfterSeconds: Int? = nil) {
        self.status = status
        self.retryAfterSeconds = retryAfterSeconds
    }
}
