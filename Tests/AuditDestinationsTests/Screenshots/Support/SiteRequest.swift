import NIOHTTP1

/// A request as a fake server saw it.
struct SiteRequest: Sendable {
    let server: String
    let method: HTTPMethod
    let target: String
    let headers: HTTPHeaders
    let body: String
    let hasClientCertificate: Bool

    var path: String { String(target.prefix { $0 != "?" }) }
    var query: String { target.contains("?") ? String(target.drop { $0 != "?" }.dropFirst()) : "" }
    var cookie: String? { headers.first(name: "Cookie") }

    /// Short form for comparing whole sequences: `P /qps/ticket`, `G /x?y`, `D /qps/session/S`; without `Xrfkey`.
    var line: String {
        let letter = String(method.rawValue.prefix(1))
        return letter + " " + (target.contains("Xrfkey=") ? path : target)
    }
}
