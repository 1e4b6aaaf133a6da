import NIOHTTP1

/// A whole answer.
package struct ExchangeAnswer: Sendable {
    /// Status and headers.
    package let head: ExchangeHead
    /// Decoded.
    package let body: [UInt8]

    /// HTTP status.
    package var status: Int { head.status }

    /// The first header of this name.
    package func header(_ name: String) -> String? { head.headers.first(name: name) }
}
