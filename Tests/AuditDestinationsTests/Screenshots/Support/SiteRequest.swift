/// A request as a fake server saw it.
struct SiteRequest: Sendable {
    let server: String
    let method: String
    let target: String
    /// Names in lower case.
    let headers: [String: [String]]
    let body: String
    let hasClientCertificate: Bool

    var path: String { String(target.prefix { $0 != "?" }) }
    var query: String { target.contains("?") ? String(target.drop { $0 != "?" }.dropFirst()) : "" }
    var cookie: String? { header("Cookie").first }

    func header(_ name: String) -> [String] { headers[name.lowercased()] ?? [] }

    /// Short form for comparing whole sequences: `P /qps/ticket`, `G /x?y`, `D /qps/session/S`; without `Xrfkey`.
    var line: String {
        let letter = String(method.prefix(1))
        return letter + " " + (target.contains("Xrfkey=") ? path : target)
    }
}
