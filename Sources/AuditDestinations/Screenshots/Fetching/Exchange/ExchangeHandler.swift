import NIOCore
import NIOHTTP1
import NIOSSL

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Carries one request at a time over a connection and gathers its answer within the limits.
///
/// Ends the connection after every failure: nobody knows what else would come.
final class ExchangeHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = ExchangeOrder
    typealias OutboundOut = HTTPClientRequestPart

    /// The exchange that runs.
    private struct Running {
        let order: ExchangeOrder
        var head: HTTPResponseHead?
        var decoder: BodyDecoder?
        var idle: Scheduled<Void>?
        let deadline: Scheduled<Void>
    }

    private var running: Running?
    /// Sent as soon as there is a connection, so that whatever goes wrong with TLS is said to whoever waits.
    private var first: ExchangeOrder?

    /// Begins with the request `first`.
    init(first: ExchangeOrder) {
        self.first = first
    }

    func channelActive(context: ChannelHandlerContext) {
        if let order = first {
            first = nil
            send(order, context, promise: nil)
            context.flush()
        }
        context.fireChannelActive()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        send(unwrapOutboundIn(data), context, promise: promise)
    }

    private func send(_ order: ExchangeOrder, _ context: ChannelHandlerContext, promise: EventLoopPromise<Void>?) {
        precondition(running == nil, "a connection carries one request at a time")
        let left = max(order.limits.total - order.start.duration(to: .now), .milliseconds(1))
        let deadline = schedule(left, context, "no whole answer within the time for everything")
        running = Running(order: order, deadline: deadline)
        restartIdleTimer(context)
        let headSent = context.eventLoop.makePromise(of: Void.self)
        let progress = order.progress
        headSent.futureResult.whenSuccess { progress.sent() }
        context.write(wrapOutboundOut(.head(order.head)), promise: headSent)
        if order.body.readableBytes > 0 {
            context.write(wrapOutboundOut(.body(.byteBuffer(order.body))), promise: nil)
        }
        context.write(wrapOutboundOut(.end(nil)), promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard running != nil else {
            // An answer that nobody asked for.
            context.close(promise: nil)
            return
        }
        restartIdleTimer(context)
        do throws(ExchangeFault) {
            switch unwrapInboundIn(data) {
            case .head(let head): try begin(head)
            case .body(let part): try append(part)
            case .end: try succeed(context)
            }
        } catch {
            fail(error, context)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is AnswerByteHandler.Event { running?.order.progress.answerBegan() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(.truncated, context)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(Self.explained(error), context)
    }

    private func begin(_ head: HTTPResponseHead) throws(ExchangeFault) {
        guard let order = running?.order else { return }
        // Before anything can fail: a session that the head tells of has to be ended, whatever comes of the body.
        order.progress.received(ExchangeHead(status: Int(head.status.code), headers: head.headers))
        let limit = order.limits.bodyBytes
        let coding = head.headers["Content-Encoding"]
        let decoder = try BodyDecoder(coding: coding, limit: limit)
        let length = head.headers.first(name: "Content-Length").flatMap { Int($0) } ?? 0
        if coding.isEmpty, length > limit { throw .tooLarge }
        running?.head = head
        running?.decoder = decoder
    }

    private func append(_ part: ByteBuffer) throws(ExchangeFault) {
        guard let decoder = running?.decoder else { return }
        let fault = part.withUnsafeReadableBytes { bytes -> ExchangeFault? in
            do throws(ExchangeFault) {
                try decoder.append(bytes)
                return nil
            } catch {
                return error
            }
        }
        if let fault { throw fault }
    }

    private func succeed(_ context: ChannelHandlerContext) throws(ExchangeFault) {
        guard let current = running, let head = current.head, let decoder = current.decoder else { return }
        let body = try decoder.finish()
        let answer = ExchangeAnswer(
            head: ExchangeHead(status: Int(head.status.code), headers: head.headers),
            body: body
        )
        current.idle?.cancel()
        current.deadline.cancel()
        running = nil
        // Without a length the end of the connection was the end of the body.
        let hasEnd = head.headers.contains(name: "Content-Length") || head.headers.contains(name: "Transfer-Encoding")
        let isReusable = head.isKeepAlive && (hasEnd || head.status == .noContent) && context.channel.isActive
        if !isReusable { context.close(promise: nil) }
        current.order.promise.succeed(ExchangeOrder.Outcome(answer: answer, isReusable: isReusable))
    }

    private func fail(_ fault: ExchangeFault, _ context: ChannelHandlerContext) {
        guard let current = running else {
            context.close(promise: nil)
            return
        }
        current.idle?.cancel()
        current.deadline.cancel()
        running = nil
        current.order.promise.fail(fault)
        context.close(promise: nil)
    }

    private func restartIdleTimer(_ context: ChannelHandlerContext) {
        guard let limits = running?.order.limits else { return }
        running?.idle?.cancel()
        running?.idle = schedule(limits.idle, context, "nothing came for too long")
    }

    private func schedule(_ time: Duration, _ context: ChannelHandlerContext, _ what: String) -> Scheduled<Void> {
        context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(time)) {
            self.fail(.timedOut(what), context)
        }
    }

    /// Says what an error of NIO means for a request.
    static func explained(_ error: any Error) -> ExchangeFault {
        switch error {
        case let fault as ExchangeFault: fault
        case ChannelError.connectTimeout: .connectTimedOut
        case is CancellationError: .cancelled
        case NIOSSLError.uncleanShutdown, HTTPParserError.invalidEOFState: .truncated
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: .tls("\(error)")
        case is HTTPParserError: .malformed("\(error)")
        // Its own description names the system call too, and blames every failed connection on a reset.
        case let error as IOError: .unreachable(String(cString: strerror(error.errnoCode)))
        default: .unreachable("\(error)")
        }
    }
}
