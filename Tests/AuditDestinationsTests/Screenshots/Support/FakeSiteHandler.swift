import NIOCore
import NIOHTTP1
import NIOSSL

/// Gathers one request after the other and answers each as it is told, byte by byte its own.
final class FakeSiteHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private let name: String
    private let reply: @Sendable (SiteRequest) -> SiteReply
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []

    init(_ name: String, reply: @escaping @Sendable (SiteRequest) -> SiteReply) {
        self.name = name
        self.reply = reply
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
        case .body(let part): body += part.readableBytesView
        case .end: answer(context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func answer(_ context: ChannelHandlerContext) {
        guard let head else { return }
        let tls = try? context.pipeline.syncOperations.handler(type: NIOSSLServerHandler.self)
        let request = SiteRequest(
            server: name,
            method: head.method.rawValue,
            target: head.uri,
            headers: Dictionary(grouping: head.headers) { $0.name.lowercased() }.mapValues { $0.map(\.value) },
            body: String(decoding: body, as: UTF8.self),
            hasClientCertificate: tls?.peerCertificate != nil
        )
        switch reply(request) {
        case .silence: break
        case .raw(let text):
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
            context.close(promise: nil)
        case .stall(let text): write(context, text)
        case .drip:
            write(context, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 100000\r\n\r\n")
            drip(context)
        case .flood:
            write(context, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n")
            flood(context)
        case .answer(let status, let headers, let bytes):
            var text = "HTTP/1.1 \(status) Status\r\n"
            for (name, value) in headers { text += "\(name): \(value)\r\n" }
            if status != 204 { text += "Content-Length: \(bytes.count)\r\n" }
            var buffer = ByteBuffer(string: text + "\r\n")
            buffer.writeBytes(bytes)
            context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
        }
    }

    private func write(_ context: ChannelHandlerContext, _ text: String) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }

    private func drip(_ context: ChannelHandlerContext) {
        context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(100)) {
            guard context.channel.isActive else { return }
            self.write(context, "x")
            self.drip(context)
        }
    }

    private func flood(_ context: ChannelHandlerContext) {
        let part = ByteBuffer(repeating: 0x20, count: 1 << 20)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(part)).whenSuccess { bound.value.0.flood(bound.value.1) }
    }
}
