import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import SwiftASN1
import X509

/// One client connection of a site: gathers whole requests, lets the site decide, writes what was decided.
///
/// Requests of one connection are answered one after the other. Lives on one event loop.
final class SiteConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    /// Bytes of a request's body; a longer one is answered with 413, without the site seeing it.
    static let maximumBodyBytes = 1 << 16
    /// Requests that may wait for the answer to the one before; more end the connection.
    static let maximumWaiting = 16
    private static let zeros = ByteBuffer(repeating: 0, count: 1 << 16)

    private let listener: SiteListener
    private let core: SiteCore
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    private var waiting = CircularBuffer<(HTTPRequestHead, [UInt8])>()
    private var isAnswering = false
    private var clientSubject: String?
    private var context: ChannelHandlerContext?

    init(_ listener: SiteListener, core: SiteCore) {
        self.listener = listener
        self.core = core
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
        case .body(let part):
            guard let head else { return }
            guard body.count + part.readableBytes <= Self.maximumBodyBytes else {
                refuse(head, context)
                return
            }
            body += part.readableBytesView
        case .end:
            guard let head else { return }
            self.head = nil
            guard waiting.count < Self.maximumWaiting else {
                context.close(promise: nil)
                return
            }
            waiting.append((head, body))
            body = []
            answerNext(context)
        }
    }

    /// Broken HTTP and refused certificates end up here; neither gets an answer.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func refuse(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        self.head = nil
        let page = SiteAnswer.page(413, title: "Too large", "A request has at most \(Self.maximumBodyBytes) bytes.")
        let bytes = ResponseBytes(Delivery(page), isHead: head.method == .HEAD, isKeptAlive: false)
        context.write(wrapOutboundOut(bytes.head), promise: nil)
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(bytes.body)).whenComplete { _ in channel.close(promise: nil) }
    }

    private func answerNext(_ context: ChannelHandlerContext) {
        guard !isAnswering, let (head, body) = waiting.popFirst() else { return }
        isAnswering = true
        let request = SiteRequest(
            listener: listener,
            time: core.now(),
            method: head.method.rawValue,
            target: SiteTarget(head.uri),
            headers: head.headers,
            body: body,
            clientSubject: subject(of: context)
        )
        guard let work = core.preparation(for: request) else {
            deliver(core.handle(request), to: head, context)
            return
        }
        let connection = NIOLoopBound(self, eventLoop: context.eventLoop)
        // The process's own threads never end, so this does not fail.
        NIOThreadPool.singleton.runIfActive(eventLoop: context.eventLoop, work).whenSuccess { prepared in
            // The client may have gone meanwhile.
            guard let context = connection.value.context else { return }
            connection.value.deliver(connection.value.core.handle(request, prepared: prepared), to: head, context)
        }
    }

    private func deliver(_ delivery: Delivery, to head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        guard delivery.delay > .zero else {
            send(delivery, to: head, context)
            return
        }
        let connection = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: TimeAmount(delivery.delay)) {
            guard let context = connection.value.context else { return }
            connection.value.send(delivery, to: head, context)
        }
    }

    private func subject(of context: ChannelHandlerContext) -> String? {
        if let clientSubject { return clientSubject }
        guard listener == .proxyService,
            let handler = try? context.pipeline.syncOperations.handler(type: NIOSSLServerHandler.self),
            let bytes = try? handler.peerCertificate?.toDERBytes(),
            let certificate = try? Certificate(derEncoded: bytes)
        else { return nil }
        clientSubject = certificate.subject.description
        return clientSubject
    }

    private func send(_ delivery: Delivery, to request: HTTPRequestHead, _ context: ChannelHandlerContext) {
        switch delivery.manner {
        case .never: return
        case .dropBeforeHead:
            context.close(promise: nil)
            return
        default: break
        }
        let bytes = ResponseBytes(delivery, isHead: request.method == .HEAD, isKeptAlive: request.isKeepAlive)
        context.write(wrapOutboundOut(bytes.head), promise: nil)
        if case .drip(let interval) = delivery.manner {
            context.flush()
            drip(bytes.body, each: TimeAmount(interval), closes: bytes.closes, context)
            return
        }
        context.writeAndFlush(wrapOutboundOut(bytes.body), promise: nil)
        pad(bytes.zeros, closes: bytes.closes, context)
    }

    /// Writes zeros a block at a time, each when the one before is out, so that they never pile up here.
    private func pad(_ count: Int, closes: Bool, _ context: ChannelHandlerContext) {
        guard count > 0 else {
            finish(closes: closes, context)
            return
        }
        let block = Self.zeros.getSlice(at: 0, length: min(count, Self.zeros.readableBytes)) ?? ByteBuffer()
        let connection = NIOLoopBound(self, eventLoop: context.eventLoop)
        let loop = context.eventLoop
        // A failure means that the client is gone, and with it whoever waits for more.
        context.writeAndFlush(wrapOutboundOut(block)).whenSuccess {
            // Not at once: what is written at once would go deeper into the stack with each block.
            loop.execute {
                guard let context = connection.value.context else { return }
                connection.value.pad(count - block.readableBytes, closes: closes, context)
            }
        }
    }

    private func drip(
        _ rest: ByteBuffer,
        each interval: TimeAmount,
        closes: Bool,
        _ context: ChannelHandlerContext
    ) {
        var rest = rest
        guard let byte = rest.readSlice(length: 1) else {
            finish(closes: closes, context)
            return
        }
        context.writeAndFlush(wrapOutboundOut(byte), promise: nil)
        guard rest.readableBytes > 0 else {
            finish(closes: closes, context)
            return
        }
        let remaining = rest
        let connection = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: interval) {
            guard let context = connection.value.context else { return }
            connection.value.drip(remaining, each: interval, closes: closes, context)
        }
    }

    private func finish(closes: Bool, _ context: ChannelHandlerContext) {
        isAnswering = false
        if closes {
            context.close(promise: nil)
        } else {
            answerNext(context)
        }
    }
}
