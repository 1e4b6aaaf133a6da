import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Real sockets: HTTP/1.1, kept alive, straight to the address.
///
/// Proxies that the environment names are not looked at.
package final class SocketTransport: SiteTransport {
    private let group: any EventLoopGroup
    private let shelf = ConnectionShelf()

    /// Uses the threads of `group`, by default those that NIO shares.
    package init(group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton) {
        self.group = group
    }

    /// Ends the connections that wait; requests under way go on.
    package func shutdown() {
        shelf.closeAll()
    }

    package func exchange(_ call: ExchangeCall) async throws(ExchangeFault) -> ExchangeAnswer {
        do {
            return try await send(call)
        } catch {
            throw ExchangeHandler.explained(error)
        }
    }

    // Plain `throws` from here on: what NIO throws is told apart in one place.
    private func send(_ call: ExchangeCall) async throws -> ExchangeAnswer {
        if let channel = shelf.take(Self.key(call)) {
            do {
                return try await carry(call, channel)
            } catch {
                // The server may have ended the connection just before; then the same request on a new one is no
                // second one. Nobody knows that for sure, so what redeems a ticket is never sent again. A ticket that
                // the server made for nobody ends by itself.
                guard !call.progress.hasAnswerBegun, !call.request.isSentOnce else { throw error }
                switch ExchangeHandler.explained(error) {
                case .truncated, .unreachable: break
                default: throw error
                }
            }
        }
        return try await open(call)
    }

    private static func key(_ call: ExchangeCall) -> ConnectionKey {
        guard let address = call.address else { preconditionFailure("an address is checked before it is used") }
        return ConnectionKey(address: address, port: call.port, host: call.host, tls: call.tls?.number)
    }

    /// Makes a connection for the request.
    private func open(_ call: ExchangeCall) async throws -> ExchangeAnswer {
        let key = Self.key(call)
        let target = try SocketAddress(ipAddress: "\(key.address)", port: key.port)
        let loop = group.any()
        let promise = loop.makePromise(of: ExchangeOrder.Outcome.self)
        let order = Self.order(call, promise)
        let connected = ClientBootstrap(group: loop)
            .connectTimeout(TimeAmount(call.limits.connect))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try Self.fill(channel.pipeline.syncOperations, key, call.tls, first: order)
                }
            }
            .connect(to: target)
        connected.whenFailure { promise.fail($0) }
        let outcome = try await withTaskCancellationHandler {
            try await promise.futureResult.get()
        } onCancel: {
            promise.fail(ExchangeFault.cancelled)
            connected.whenSuccess { $0.close(promise: nil) }
        }
        // Kept before the answer is out, so that the next request finds it.
        if outcome.isReusable { shelf.keep(try await connected.get(), key) }
        return outcome.answer
    }

    private static func fill(
        _ pipeline: ChannelPipeline.SynchronousOperations,
        _ key: ConnectionKey,
        _ tls: TLSClient?,
        first: ExchangeOrder
    ) throws {
        if let tls {
            // Without a name the certificate is verified for the address.
            try pipeline.addHandler(NIOSSLClientHandler(context: tls.context, serverHostname: key.host.name))
        }
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = ExchangeLimits.maximumFieldBytes
        limits.maxHeaderListSize = ExchangeLimits.maximumHeadBytes
        limits.maxHeaderFieldCount = ExchangeLimits.maximumFields
        try pipeline.addHandler(HTTPRequestEncoder())
        try pipeline.addHandler(AnswerByteHandler())
        try pipeline.addHandler(ByteToMessageHandler(HTTPResponseDecoder(limitConfiguration: limits)))
        try pipeline.addHandler(NIOHTTPRequestHeadersValidator())
        try pipeline.addHandler(ExchangeHandler(first: first))
    }

    /// Sends the request over a connection that stayed open.
    private func carry(_ call: ExchangeCall, _ channel: any Channel) async throws -> ExchangeAnswer {
        let promise = channel.eventLoop.makePromise(of: ExchangeOrder.Outcome.self)
        let order = Self.order(call, promise)
        let outcome = try await withTaskCancellationHandler {
            // A write that fails must not leave the promise open. The handler knows better why, so it goes first.
            channel.writeAndFlush(order).whenFailure { error in
                channel.closeFuture.whenComplete { _ in promise.fail(error) }
            }
            return try await promise.futureResult.get()
        } onCancel: {
            promise.fail(ExchangeFault.cancelled)
            channel.close(promise: nil)
        }
        if outcome.isReusable { shelf.keep(channel, Self.key(call)) }
        return outcome.answer
    }

    private static func order(
        _ call: ExchangeCall,
        _ promise: EventLoopPromise<ExchangeOrder.Outcome>
    ) -> ExchangeOrder {
        let scheme: WebScheme = call.tls == nil ? .http : .https
        return ExchangeOrder(
            head: head(call.request, WebOrigin(scheme: scheme, host: call.host, port: call.port)),
            body: ByteBuffer(bytes: call.request.body),
            limits: call.limits,
            progress: call.progress,
            start: call.start,
            promise: promise
        )
    }

    private static func head(_ request: ExchangeRequest, _ origin: WebOrigin) -> HTTPRequestHead {
        var head = HTTPRequestHead(
            version: .http1_1,
            method: HTTPMethod(rawValue: request.method.rawValue),
            uri: request.target
        )
        head.headers.add(name: "Host", value: origin.authority)
        head.headers.add(name: "User-Agent", value: "vidimus")
        head.headers.add(name: "Accept-Encoding", value: BodyDecoder.offered)
        for (name, value) in request.headers { head.headers.add(name: name, value: value) }
        if request.method == .post || !request.body.isEmpty {
            head.headers.add(name: "Content-Length", value: "\(request.body.count)")
        }
        return head
    }
}
