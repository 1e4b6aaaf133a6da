import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Posts envelopes over HTTP as the existing extension does.
package struct HTTPEventTransport: EventTransport {
    private let client: HTTPClient
    private let url: String
    private let token: String?
    private let timeout: TimeAmount

    /// Posts to the server at `baseURL`, such as `http://127.0.0.1:8787`; whoever made the client shuts it down.
    package init(client: HTTPClient, baseURL: String, token: String?, timeout: TimeAmount = .seconds(30)) {
        self.client = client
        self.url = baseURL + "/api/v1/audit-event"
        self.token = token
        self.timeout = timeout
    }

    package func post(_ bytes: [UInt8]) async throws -> PostAnswer {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "X-Audit-QS-Version", value: SimulatedEvent.extensionVersion)
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        request.body = .bytes(bytes)
        let response = try await client.execute(request, timeout: timeout)
        // Read to the end, or the connection can't be used again.
        _ = try await response.body.collect(upTo: 1 << 20)
        let retryAfter = response.headers.first(name: "Retry-After").flatMap(Int.init)
        return PostAnswer(status: Int(response.status.code), retryAfterSeconds: retryAfter)
    }
}
