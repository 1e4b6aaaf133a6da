import NIOHTTP1

/// A whole answer.
package struct ExchangeAnswer: Sendable {
    /// HTTP status.
    package let status: Int
    /// As sent.
    package let headers: HTTPHeaders
    /// Decoded.
    package let body: [UInt8]

    /// The first header of this name.
    package func header(_ name: String) -> String? { headers.first(name: name) }

    /// The cookies that it sets, at most ``SetCookie/maximumCount``; unreadable ones are left out.
    package var cookies: [SetCookie] {
        headers["Set-Cookie"].prefix(SetCookie.maximumCount).compactMap { SetCookie($0) }
    }
}
