import AuditEvents
import CoreMetrics
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import ServiceLifecycle

/// The ingest door: a plain NIO server that every browser of the company can reach.
///
/// ``run()`` binds, serves until graceful shutdown, then closes the listener, lets open requests finish within
/// ``IngestLimits/drainTimeout`` and closes what is left.
package final class IngestServer: Service {
    private let context: IngestContext
    private let tls: TLSContextStore?
    private let group: any EventLoopGroup
    private let logger: Logger
    private let onBound: @Sendable (SocketAddress) -> Void

    /// Creates the door; nothing is bound before ``run()``.
    ///
    /// - Parameters:
    ///   - context: What its connections share.
    ///   - tls: The certificate store; nil serves plain HTTP.
    ///   - group: The event loops, owned by the caller.
    ///   - logger: For the door's own life; clients are logged through the context.
    ///   - onBound: Called once with the bound address, before the first connection is taken.
    package init(
        context: IngestContext,
        tls: TLSContextStore?,
        group: any EventLoopGroup,
        logger: Logger,
        onBound: @escaping @Sendable (SocketAddress) -> Void = { _ in }
    ) {
        self.context = context
        self.tls = tls
        self.group = group
        self.logger = logger
        self.onBound = onBound
    }

    package func run() async throws {
        let loops = try await makeLoopContexts()
        let listener = try await bind(loops)
        if let address = listener.localAddress {
            onBound(address)
            let scheme = tls == nil ? "http" : "https"
            logger.info("AUDIT API: Listening", metadata: ["address": "\(scheme)://\(Self.text(of: address))"])
        }
        do {
            try await gracefulShutdown()
        } catch is CancellationError {
            logger.debug("AUDIT API: Cancelled; closing at once")
        }
        try await listener.close()
        await drain(loops)
    }

    private typealias Loops = [ObjectIdentifier: NIOLoopBound<LoopContext>]

    private func makeLoopContexts() async throws -> Loops {
        var loops: Loops = [:]
        for eventLoop in group.makeIterator() {
            let context = context
            loops[ObjectIdentifier(eventLoop)] = try await eventLoop.submit {
                NIOLoopBound(LoopContext(context, eventLoop: eventLoop), eventLoop: eventLoop)
            }.get()
        }
        return loops
    }

    private func bind(_ loops: Loops) async throws -> any Channel {
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            // A client may end its side and still wait for its answer. TLS has its own way to say goodbye.
            .childChannelOption(.allowRemoteHalfClosure, value: tls == nil)
            .childChannelOption(
                .writeBufferWaterMark,
                value: ChannelOptions.Types.WriteBufferWaterMark(low: 16_384, high: 65_536)
            )
            .childChannelInitializer { [context, tls] channel in
                channel.eventLoop.makeCompletedFuture {
                    try Self.configure(channel, context: context, tls: tls, loops: loops)
                }
            }
        let settings = context.settings
        do {
            return try await bootstrap.bind(host: settings.host, port: settings.port).get()
        } catch {
            throw IngestBindError(host: settings.host, port: settings.port, reason: "\(error)")
        }
    }

    private static func configure(
        _ channel: any Channel,
        context: IngestContext,
        tls: TLSContextStore?,
        loops: Loops
    ) throws {
        guard let loop = loops[ObjectIdentifier(channel.eventLoop)]?.value else {
            preconditionFailure("every event loop of the group has its context")
        }
        let peer = channel.remoteAddress?.ipAddress.flatMap { NetworkAddress($0) } ?? NetworkAddress(bits: 0)
        let now = context.monotonicMilliseconds
        let isProxy = context.settings.trustedProxies.contains { $0.contains(peer) }
        guard let member = context.census.admit(channel, from: peer, isProxy: isProxy, now: now) else {
            context.metrics.refusedConnections.increment()
            context.log.warn("Too many connections", address: peer, now: context.monotonicMilliseconds)
            throw ConnectionRefused()
        }
        do {
            try addHandlers(to: channel, context: context, tls: tls, loop: loop, member: member)
        } catch {
            context.census.leave(member)
            throw error
        }
        context.metrics.connections.record(context.census.count)
    }

    private static func addHandlers(
        to channel: any Channel,
        context: IngestContext,
        tls: TLSContextStore?,
        loop: LoopContext,
        member: ConnectionCensus.Member
    ) throws {
        let pipeline = channel.pipeline.syncOperations
        if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls.context)) }
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderListSize = context.settings.limits.maximumHeaderBytes
        limits.maxHeaderFieldSize = context.settings.limits.maximumHeaderBytes
        limits.maxHeaderFieldCount = context.settings.limits.maximumHeaderFields
        let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: limits)
        // Beyond an unfinished header the decoder keeps only what comes behind a request for an upgrade.
        let maximumBufferBytes = context.settings.limits.maximumHeaderBytes * 2
        try pipeline.addHandler(ByteToMessageHandler(decoder, maximumBufferSize: maximumBufferBytes))
        try pipeline.addHandler(IngestConnection(context, loop: loop, member: member))
    }

    private func drain(_ loops: Loops) async {
        for bound in loops.values {
            bound.eventLoop.execute { bound.value.beginDraining() }
        }
        let deadline = NIODeadline.now() + context.settings.limits.drainTimeout
        while context.census.count > 0, NIODeadline.now() < deadline {
            do {
                try await Task.sleep(for: .milliseconds(10))
            } catch {
                break
            }
        }
        for bound in loops.values {
            bound.eventLoop.execute { bound.value.stop() }
        }
        logger.info("AUDIT API: Closed", metadata: ["unfinished": "\(context.census.count)"])
    }

    /// `address:port`, with brackets around IPv6.
    package static func text(of address: SocketAddress) -> String {
        let host = address.ipAddress ?? "?"
        return host.contains(":") ? "[\(host)]:\(address.port ?? 0)" : "\(host):\(address.port ?? 0)"
    }
}

/// A connection beyond the bounds; the channel is closed without an answer.
private struct ConnectionRefused: Error {}
