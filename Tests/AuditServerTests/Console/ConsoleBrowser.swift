import Foundation

/// What a browser does, as far as the console sees it: cookies, and the token of the form on the last page.
final class ConsoleBrowser {
    static let password = "seven quiet herons"

    let port: Int
    private let address: String?
    /// Cookies by their names.
    var cookies: [String: String] = [:]
    /// Token of the forms on the last page that had any.
    var formToken = ""
    /// The whole `Set-Cookie` lines of the last answer.
    private(set) var setCookies: [String] = []

    init(port: Int, address: String? = nil) {
        self.port = port
        self.address = address
    }

    /// Name of the cookie that lets somebody in.
    static let session = "vidimus-session"

    @discardableResult
    func get(_ path: String, headers: [String: String] = [:]) throws -> RawClient.Answer {
        try send("GET \(path) HTTP/1.1\r\n", headers: headers, body: nil)
    }

    /// Sends a form with the token of the last page, unless `fields` has one.
    @discardableResult
    func post(
        _ path: String,
        _ fields: [String: String],
        headers: [String: String] = [:]
    ) throws -> RawClient.Answer {
        var fields = fields
        if fields["form-token"] == nil { fields["form-token"] = formToken }
        let body = fields.map { "\($0.key)=\(Self.encode($0.value))" }.joined(separator: "&")
        var headers = headers
        headers["Content-Type"] = headers["Content-Type"] ?? "application/x-www-form-urlencoded"
        return try send("POST \(path) HTTP/1.1\r\n", headers: headers, body: body)
    }

    /// Opens the page and sends its form.
    @discardableResult
    func signIn(_ account: String, _ password: String = ConsoleBrowser.password) throws -> RawClient.Answer {
        try get("/console/login")
        return try post("/console/login", ["account": account, "password": password])
    }

    private func send(_ start: String, headers: [String: String], body: String?) throws -> RawClient.Answer {
        let client = try RawClient(port: port, from: address)
        var head = start + "Host: 127.0.0.1:\(port)\r\nConnection: close\r\n"
        if !cookies.isEmpty {
            head += "Cookie: \(cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; "))\r\n"
        }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if let body { head += "Content-Length: \(body.utf8.count)\r\n" }
        try client.send(head + "\r\n" + (body ?? ""))
        let answer = try client.receive()
        take(answer)
        return answer
    }

    private func take(_ answer: RawClient.Answer) {
        setCookies = answer.all("Set-Cookie")
        for line in setCookies {
            let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = pair.count == 2 ? String(pair[1]) : ""
            cookies[String(pair[0])] = value.isEmpty ? nil : value
        }
        let parts = answer.text.components(separatedBy: #"name="form-token" value=""#)
        if parts.count > 1 { formToken = String(parts[1].prefix { $0 != "\"" }) }
    }

    private static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
