import AsyncHTTPClient
import AuditTesting
import NIOCore
import NIOHTTP1
import NIOPosix
import QlikSimulator
import Testing

@Suite(.inTurn) struct HTTPEventTransportTests {
    /// What a server saw of one request.
    private struct Seen: Sendable, Equatable {
        var line = ""
        var token: String?
        var version: String?
        var contentType: String?
        var body: [UInt8] = []
    }

    /// Answers every request with 503 and keeps what it saw.
    private final class BusyHandler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let report: @Sendable (Seen) -> Void
        private var seen = Seen()

        init(report: @escaping @Sendable (Seen) -> Void) {
            self.report = report
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                seen = Seen(
                    line: "\(head.method) \(head.uri)",
                    token: head.headers.first(name: "Authorization"),
                    version: head.headers.first(name: "X-Audit-QS-Version"),
                    contentType: head.headers.first(name: "Content-Type")
                )
            case .body(let buffer):
                seen.body += buffer.readableBytesView
            case .end:
                report(seen)
                let headers: HTTPHeaders = ["Content-Length": "2", "Retry-After": "30"]
                let head = HTTPResponseHead(version: .http1_1, status: .serviceUnavailable, headers: headers)
                context.write(wrapOutboundOut(.head(head)), promise: nil)
                context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: "{}")))), promise: nil)
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            }
        }
    }

    @Test func anEnvelopeTravelsAsTheExistingExtensionSendsIt() async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: Seen.self)
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(BusyHandler { continuation.yield($0) })
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
        let client = HTTPClient(eventLoopGroupProvider: .singleton)
        let port = try #require(server.localAddress?.port)
        let transport = HTTPEventTransport(client: client, baseURL: "http://127.0.0.1:\(port)", token: "t0ken")
        let answer = try await transport.post(Array("{\"å\":1}".utf8))
        try await client.shutdown()
        try await server.close()
        continuation.finish()
        var seen: [Seen] = []
        for await request in stream { seen.append(request) }
        #expect(answer == PostAnswer(status: 503, retryAfterSeconds: 30))
        #expect(
            seen == [
                Seen(
                    line: "POST /api/v1/audit-event",
                    token: "Bearer t0ken",
                    version: "0.4.1",
                    contentType: "application/json",
                    body: Array("{\"å\":1}".utf8)
                )
            ]
        )
    }
}
