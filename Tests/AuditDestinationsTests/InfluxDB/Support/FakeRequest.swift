import NIOHTTP1

/// A request as the fake server saw it, decompressed.
struct FakeRequest: Sendable {
    let method: HTTPMethod
    let path: String
    let query: String
    let headers: HTTPHeaders
    /// Bytes on the wire.
    let sentBytes: Int
    let body: String

    /// The lines of a write.
    var lines: [String] { body.split(separator: "\n").map(String.init) }

    /// What is wrong with it as a write to InfluxDB 2 or 3.
    func violations(query expected: String, token: String) -> [String] {
        var found: [String] = []
        func check(_ isRight: Bool, _ text: String) { if !isRight { found.append(text) } }
        check(method == .POST, "method \(method)")
        check(path == "/api/v2/write", "path \(path)")
        check(query == expected, "query \(query)")
        check(headers["Authorization"] == ["Token \(token)"], "authorization")
        check(headers["Content-Type"] == ["text/plain; charset=utf-8"], "content type \(headers["Content-Type"])")
        let isCompressed = headers["Content-Encoding"] == ["gzip"]
        check(isCompressed == (body.utf8.count > 1_000), "gzip \(isCompressed) for \(body.utf8.count) bytes")
        check(!isCompressed || sentBytes < body.utf8.count, "\(sentBytes) bytes for \(body.utf8.count)")
        check(headers["Content-Length"] == ["\(sentBytes)"], "content length")
        return found
    }
}
