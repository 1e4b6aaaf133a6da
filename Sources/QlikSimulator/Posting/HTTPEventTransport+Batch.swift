import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

extension HTTPEventTransport: BatchTransport {
    /// A line of the answer, as far as it matters here.
    private struct Line: Decodable {
        let code: Int
        let duplicate: Bool?
    }

    /// An answer has at most so many bytes a line; a duplicate's is about 200.
    private static let maximumLineBytes = 16_384

    package func post(_ batch: [[UInt8]]) async throws -> [PostAnswer] {
        precondition(!batch.isEmpty, "a batch has at least one event")
        let body = ByteBuffer(bytes: batch.joined(separator: [UInt8(ascii: "\n")]))
        let request = request(path: "/api/v1/audit-events", type: "application/x-ndjson", .bytes(body))
        let response = try await client.execute(request, timeout: timeout)
        // Read to the end, or the connection can't be used again.
        let answer = try await response.body.collect(upTo: 65_536 + batch.count * Self.maximumLineBytes)
        let pause = Self.pause(response.headers)
        guard response.status == .ok else {
            let one = PostAnswer(status: Int(response.status.code), retryAfterSeconds: pause)
            return Array(repeating: one, count: batch.count)
        }
        let lines = try answer.readableBytesView.split(separator: UInt8(ascii: "\n")).map { bytes in
            try JSONDecoder().decode(Line.self, from: Data(bytes))
        }
        guard lines.count == batch.count else {
            throw AnswerCountMismatch(events: batch.count, answers: lines.count)
        }
        return lines.map { line in
            PostAnswer(
                status: line.code,
                retryAfterSeconds: line.code == 429 ? pause : nil,
                isDuplicate: line.duplicate ?? false
            )
        }
    }

    /// Seconds that the server wants to be left alone: by `Retry-After`, or until the window of its limit ends.
    private static func pause(_ headers: HTTPHeaders) -> Int? {
        (headers.first(name: "Retry-After") ?? headers.first(name: "X-RateLimit-Reset")).flatMap { Int($0) }
    }
}
