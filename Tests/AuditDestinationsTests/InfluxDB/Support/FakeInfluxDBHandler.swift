import AuditDestinations
import CZlib
import NIOCore
import NIOHTTP1

/// Gathers one request after the other and answers each as it is told.
final class FakeInfluxDBHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let reply: @Sendable (FakeRequest) -> FakeInfluxDB.Reply
    private var head: HTTPRequestHead?
    private var bytes: [UInt8] = []

    init(reply: @escaping @Sendable (FakeRequest) -> FakeInfluxDB.Reply) {
        self.reply = reply
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            bytes = []
        case .body(let part): bytes += part.readableBytesView
        case .end: answer(context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func answer(_ context: ChannelHandlerContext) {
        guard let head else { return }
        let parts = head.uri.split(separator: "?", maxSplits: 1).map(String.init)
        let isCompressed = head.headers["Content-Encoding"] == ["gzip"]
        let request = FakeRequest(
            method: head.method,
            path: parts.first ?? "",
            query: parts.count > 1 ? parts[1] : "",
            headers: head.headers,
            sentBytes: bytes.count,
            body: String(decoding: isCompressed ? Self.inflated(bytes) : bytes, as: UTF8.self)
        )
        switch reply(request) {
        case .silence: break
        case .hangUp: context.close(promise: nil)
        case .drip: begin(context) { Self.drip(context) }
        case .flood: begin(context) { Self.flood(context) }
        case .answer(let status, let headers, let body):
            var all = HTTPHeaders(headers)
            if status != 204 { all.replaceOrAdd(name: "Content-Length", value: "\(body.utf8.count)") }
            let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: all)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            if !body.isEmpty {
                context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil)
            }
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }

    private func begin(_ context: ChannelHandlerContext, _ next: () -> Void) {
        let head = HTTPResponseHead(version: .http1_1, status: .badRequest)
        context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
        next()
    }

    private static func drip(_ context: ChannelHandlerContext) {
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .milliseconds(50)) {
            let context = bound.value
            guard context.channel.isActive else { return }
            let part = HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(string: " ")))
            context.writeAndFlush(NIOAny(part), promise: nil)
            drip(context)
        }
    }

    private static func flood(_ context: ChannelHandlerContext) {
        let part = HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(repeating: 0x20, count: 1 << 16)))
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(NIOAny(part)).whenSuccess { flood(bound.value) }
    }

    private static func inflated(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return []
        }
        defer { inflateEnd(&stream) }
        var input = bytes
        return [UInt8](unsafeUninitializedCapacity: 64 << 20) { target, count in
            input.withUnsafeMutableBufferPointer { source in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                let status = inflate(&stream, Z_FINISH)
                count = status == Z_STREAM_END ? target.count - Int(stream.avail_out) : 0
            }
        }
    }
}
