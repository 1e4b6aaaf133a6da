/// One request of a contract row.
struct ContractCall: Sendable {
    var method = "POST"
    var path = "/api/v1/audit-event"
    var headers: [(String, String)] = []
    var token: String? = IngestHarness.token
    var contentType: String? = "application/json"
    var body: String?

    /// A POST of an envelope.
    static func post(_ envelope: JSON, _ headers: [(String, String)] = []) -> ContractCall {
        ContractCall(headers: headers, body: envelope.encoded)
    }

    /// A POST of any text.
    static func post(
        text: String,
        token: String? = IngestHarness.token,
        type: String? = "application/json"
    ) -> ContractCall {
        ContractCall(token: token, contentType: type, body: text)
    }

    /// A GET of the connection test.
    static func test(_ headers: [(String, String)] = [], token: String? = IngestHarness.token) -> ContractCall {
        ContractCall(method: "GET", path: "/api/v1/test-connection", headers: headers, token: token)
    }

    /// Any other request without a body.
    static func plain(
        _ method: String,
        _ path: String,
        _ headers: [(String, String)] = [],
        token: String? = IngestHarness.token
    ) -> ContractCall {
        ContractCall(method: method, path: path, headers: headers, token: token)
    }
}
