import NIOHTTP1

/// What comes before the body of an answer.
package struct ExchangeHead: Sendable {
    /// HTTP status.
    package let status: Int
    /// As sent.
    package let headers: HTTPHeaders

    /// The cookies that it sets, at most ``SetCookie/maximumCount``; unreadable ones are left out.
    package var cookies: [SetCookie] {
        headers["Set-Cookie"].prefix(SetCookie.maximumCount).compactMap { SetCookie($0) }
    }
}
