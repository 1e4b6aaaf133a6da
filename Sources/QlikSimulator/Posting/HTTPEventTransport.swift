import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Posts envelopes over HTTP as the existing extension does.
package struct HTTPEventTransport: EventTransport {
    let client: HTTPClient
    let timeout: TimeAmount
    private let baseURL: String
    private let token: String?

    /// Posts to the server at `baseURL`, such as `http://127.0.0.1:8787`; whoever made the client shuts it down.
    package init(client: HTTPClient, baseURL: String, token: String?, timeout: TimeAmount = .seconds(30)) {
        self.client = client
        self.baseURL = baseURL
        self.token = token
        self.timeout = timeout
    }

    package func post(_ bytes: [UInt8]) async throws -> PostAnswer {
        let request = request(path: "/api/v1/audit-event", type: "application/json", .bytes(bytes))
        let response = try await client.execute(request, timeout: timeout)
        // Read to the end, or the connection can't be used again.
        _ = try await response.body.collect(upTo: 1 << 20)
        let retryAfter = response.headers.first(name: "Retry-After").flatMap(Int.init)
        return PostAnswer(status: Int(response.status.code), retryAfterSeconds: retryAfter)
    }

    /// A request as the extensions make it.
    func request(path: String, type: String, _ body: HTTPClientRequest.Body) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: baseURL + path)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: type)
        request.headers.add(name: "X-Audit-QS-Version", value: SimulatedEvent.extensionVersion)
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        request.body = body
        return request
    }
}
