import NIOHTTP1

/// A request that a site received, and what was answered.
package struct SiteRequest: Sendable {
    /// Counts from 0 over all listeners, in the order in which requests were decided.
    package internal(set) var number = 0

    /// Where it came in.
    package let listener: SiteListener

    /// When it was complete, in site time.
    package let time: Duration

    /// `GET`, `POST` and so on.
    package let method: String

    /// The request target as sent: path and query.
    package let target: SiteTarget

    /// All header fields as sent.
    package let headers: HTTPHeaders

    /// The body.
    package let body: [UInt8]

    /// Subject of the client's certificate, such as `CN=QlikClient`; nil when it showed none.
    package let clientSubject: String?

    /// Status that was answered; nil when a fault kept any answer from being sent.
    package internal(set) var status: Int?

    /// The faults that it met.
    package internal(set) var faults: [Fault] = []

    /// Path as sent, with its escapes.
    package var path: String { target.path }

    /// Query as sent, without the question mark; nil when there is none.
    package var query: String? { target.query }

    /// The first value of a query parameter, decoded, whatever the letter case of its name.
    package func parameter(_ name: String) -> String? { target.parameter(name) }

    /// Value of the cookie of exactly this name; nil when the request has none.
    package func cookie(_ name: String) -> String? {
        for header in headers["Cookie"] {
            for pair in header.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == name else { continue }
                return String(parts[1])
            }
        }
        return nil
    }

    /// The host that the client asked for, without the port; `127.0.0.1` when it named none.
    package var host: String {
        guard let host = headers.first(name: "Host"), !host.isEmpty else { return "127.0.0.1" }
        guard let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") else { return host }
        return String(host[..<colon])
    }

    /// Scheme, host and port that the client asked for, such as `https://qlik.test:4711`.
    package var origin: String {
        "\(listener.isEncrypted ? "https" : "http")://\(headers.first(name: "Host") ?? "127.0.0.1")"
    }
}
