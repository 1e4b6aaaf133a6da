import NIOCore
import NIOPosix

/// Listens, but takes no connection: its only place for one is taken.
final class SilentListener: Sendable {
    private let channel: any Channel
    private let guest: any Channel

    /// Linux keeps one connection for a listener without backlog, and leaves requests for further ones unanswered.
    init(address: String, port: Int) async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 0)
            .serverChannelOption(.autoRead, value: false)
            .bind(host: address, port: port).get()
        guest = try await ClientBootstrap(group: group).connect(host: address, port: port).get()
    }

    func close() {
        guest.close(promise: nil)
        channel.close(promise: nil)
    }
}
