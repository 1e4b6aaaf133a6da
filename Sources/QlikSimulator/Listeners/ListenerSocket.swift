import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// One listening socket of a site and its connections; can be closed and opened again on the same port.
final class ListenerSocket: Sendable {
    /// Connections at the same time; further ones are closed at once.
    static let maximumConnections = 4_096

    private struct State {
        /// 0 until the first opening, unless a port was asked for.
        var port: Int
        var server: (any Channel)?
        /// Held from the first opening on, so that no outage gives the port away.
        var reservation: PortReservation?
        var connections: [ObjectIdentifier: any Channel] = [:]
    }

    private let listener: SiteListener
    private let host: String
    private let context: NIOSSLContext?
    private let core: SiteCore
    private let group: any EventLoopGroup
    private let state: Mutex<State>

    init(
        _ listener: SiteListener,
        host: String,
        port: Int,
        context: NIOSSLContext?,
        core: SiteCore,
        group: any EventLoopGroup
    ) {
        self.listener = listener
        self.host = host
        self.context = context
        self.core = core
        self.group = group
        self.state = Mutex(State(port: port))
    }

    /// The port; before the first opening the one that was asked for.
    var port: Int { state.withLock { $0.port } }

    /// Connections that are open.
    var connectionCount: Int { state.withLock { $0.connections.count } }

    /// Begins to listen; nothing happens when it listens already.
    ///
    /// - Throws: Whatever the system says, such as that the port is in use.
    func open() async throws {
        guard state.withLock({ $0.server == nil }) else { return }
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.backlog, value: 512)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try self.begin(channel) }
            }
        let server: any Channel
        if let descriptor = try BoundSocket.open(host: host, port: port, sharesPort: false) {
            // Only now, so that a port that somebody else has is refused; it lets the reservation stand beside this socket.
            guard BoundSocket.share(descriptor) else { preconditionFailure("the option is known since the bind") }
            server = try await bootstrap.withBoundSocket(descriptor).get()
        } else {
            server = try await bootstrap.bind(host: host, port: port).get()
        }
        state.withLock { state in
            state.server = server
            state.port = server.localAddress?.port ?? state.port
            if state.reservation == nil { state.reservation = PortReservation(host: host, port: state.port) }
        }
    }

    /// Stops listening and ends all connections; nothing happens when it doesn't listen.
    func close() async {
        let (server, connections) = state.withLock { state in
            defer { state.server = nil }
            return (state.server, Array(state.connections.values))
        }
        guard let server else { return }
        // The only failure is that it is closed already; the same below.
        try? await server.close()
        for channel in connections {
            try? await channel.eventLoop.submit { Self.hangUp(channel) }.get()
            try? await channel.closeFuture.get()
        }
    }

    /// Ends a connection as a process that dies does: without the farewell of TLS, which would wait for the client's.
    private static func hangUp(_ channel: any Channel) {
        guard let below = try? channel.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self) else {
            channel.close(promise: nil)
            return
        }
        below.close(promise: nil)
    }

    private func begin(_ channel: any Channel) throws {
        let isWelcome = state.withLock { state in
            guard state.connections.count < Self.maximumConnections else { return false }
            state.connections[ObjectIdentifier(channel)] = channel
            return true
        }
        guard isWelcome else {
            channel.close(promise: nil)
            return
        }
        channel.closeFuture.whenComplete { _ in
            self.state.withLock { _ = $0.connections.removeValue(forKey: ObjectIdentifier(channel)) }
        }
        let pipeline = channel.pipeline.syncOperations
        if let context { try pipeline.addHandler(NIOSSLServerHandler(context: context)) }
        try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder()))
        try pipeline.addHandler(SiteConnection(listener, core: core))
    }
}
