import AuditJournal
import AuditServer
import NIOCore
import NIOHTTP1
import NIOPosix

/// Answers every request 202 with the bytes of a real answer, and stores nothing: what the server is measured against.
///
/// `AnswerBaseline PORT` is the bare event loop: decoder, headers and body, but no token, no limits and no validation.
/// `AnswerBaseline PORT door` is the server's own ingest door in front of a journal that only counts.
@main
struct AnswerBaseline {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        let port = arguments.first.flatMap { Int($0) } ?? 8_790
        if arguments.contains("door") {
            try await CountingDoor.run(port: port)
        } else {
            try await answer(port: port)
        }
    }

    private static func answer(port: Int) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder()))
                    try pipeline.addHandler(AnsweringHandler())
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        print("answering on 127.0.0.1:\(port)")
        try await channel.closeFuture.get()
    }
}

/// Answers at the end of each request.
private final class AnsweringHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private let writer = ResponseWriter(cors: .off, isTLS: false, idleTimeout: .seconds(72))
    private let bodies = AnswerBodies(
        at: 1_770_801_243_221,
        context: AuditAnswer.Context(logID: "0123456789abcdef", announcedVersion: "15.0.1")
    )
    private let date = ByteBuffer(string: "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n")
    private var scratch = ByteBuffer()
    private var offset: UInt64 = 0

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .end = unwrapInboundIn(data) else { return }
        offset += 1
        var body = ByteBuffer()
        body.reserveCapacity(256)
        bodies.write(.accepted(offset: JournalOffset(offset), isDuplicate: false), to: &body)
        scratch.clear()
        writer.write(code: 202, body: body, date: date, for: .init(), to: &scratch)
        context.writeAndFlush(wrapOutboundOut(scratch), promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
