import NIOCore
import NIOHTTP1

/// Writes an answer as the bytes of HTTP/1.1, right or deliberately wrong.
struct ResponseBytes {
    /// The head, up to the empty line.
    let head: ByteBuffer
    /// What follows at once.
    let body: ByteBuffer
    /// How many zeros follow after that.
    let zeros: Int
    /// Whether the connection ends afterwards.
    let closes: Bool

    /// Encodes `delivery`, whose manner isn't ``Delivery/Manner/never`` or ``Delivery/Manner/dropBeforeHead``.
    init(_ delivery: Delivery, isHead: Bool, isKeptAlive: Bool) {
        var headers = delivery.answer.headers
        var body = delivery.answer.body
        var length: Int? = nil
        var zeros = 0
        var closes = !isKeptAlive
        switch delivery.manner {
        case .whole, .drip, .never, .dropBeforeHead:
            break
        case .compressed:
            body = Gzip.compress(body)
            headers.replaceOrAdd(name: "Content-Encoding", value: "gzip")
        case .bomb(let count):
            body = Gzip.zeros(count)
            headers.replaceOrAdd(name: "Content-Encoding", value: "gzip")
        case .padded(let count):
            zeros = max(0, count - body.count)
        case .truncated(let count):
            length = body.count
            body = Array(body.prefix(count))
            closes = true
        case .brokenChunks:
            headers.add(name: "Transfer-Encoding", value: "chunked")
            let half = body.prefix(max(1, body.count / 2))
            body = Array("\(String(half.count, radix: 16))\r\n".utf8) + half + Array("\r\nno number\r\n".utf8)
            closes = true
        case .dropAfterHead:
            length = body.count
            body = []
            closes = true
        }
        let status = HTTPResponseStatus(statusCode: delivery.answer.status)
        let hasBody = status.mayHaveResponseBody
        if hasBody, delivery.manner != .brokenChunks {
            headers.replaceOrAdd(name: "Content-Length", value: "\(length ?? body.count + zeros)")
        }
        if closes { headers.replaceOrAdd(name: "Connection", value: "close") }
        var head = ByteBuffer(string: "HTTP/1.1 \(status.code) \(status.reasonPhrase)\r\n")
        for (name, value) in headers { head.writeString("\(name): \(value)\r\n") }
        head.writeString("\r\n")
        self.head = head
        self.body = hasBody && !isHead ? ByteBuffer(bytes: body) : ByteBuffer()
        self.zeros = hasBody && !isHead ? zeros : 0
        self.closes = closes
    }
}
