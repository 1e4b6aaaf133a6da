import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// A whole answer as a client got it.
struct SiteResponse: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]

    init(_ response: HTTPClientResponse) async throws {
        status = Int(response.status.code)
        headers = response.headers
        var body: [UInt8] = []
        for try await part in response.body { body += part.readableBytesView }
        self.body = body
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    var location: String { headers.first(name: "Location") ?? "" }

    /// `name=value` of the first cookie whose name begins so, for the next request.
    func cookie(_ prefix: String = "X-Qlik-Session") -> String? {
        headers["Set-Cookie"].first { $0.hasPrefix(prefix) }?.split(separator: ";").first.map(String.init)
    }
}
