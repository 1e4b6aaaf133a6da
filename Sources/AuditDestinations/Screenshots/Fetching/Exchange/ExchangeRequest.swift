/// One request, complete but for where it goes.
package struct ExchangeRequest: Sendable {
    /// What is done.
    package enum Method: String, Sendable {
        /// Read.
        case get = "GET"
        /// Make.
        case post = "POST"
        /// End.
        case delete = "DELETE"
    }

    /// What is done.
    package let method: Method
    /// Path and query.
    package let target: String
    /// Besides `Host`, `User-Agent`, `Accept-Encoding` and `Content-Length`, which come by themselves.
    package let headers: [(name: String, value: String)]
    /// Empty for none.
    package let body: [UInt8]
    /// Whether it must not reach the server a second time, as it redeems a ticket.
    package let isSentOnce: Bool

    /// Puts a request together.
    package init(
        method: Method,
        target: String,
        headers: [(name: String, value: String)],
        body: [UInt8] = [],
        isSentOnce: Bool = false
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.isSentOnce = isSentOnce
    }
}
