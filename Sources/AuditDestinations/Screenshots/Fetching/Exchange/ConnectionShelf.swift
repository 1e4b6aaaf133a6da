import NIOCore
import Synchronization

/// Connections that wait for their next request.
final class ConnectionShelf: Sendable {
    private static let maximumPerKey = 4
    private static let maximumIdleTime = TimeAmount.seconds(10)

    private let idle = Mutex<[ConnectionKey: [any Channel]]>([:])

    /// Takes a connection that looks alive.
    func take(_ key: ConnectionKey) -> (any Channel)? {
        idle.withLock { idle in
            while let channel = idle[key]?.popLast() {
                if idle[key]?.isEmpty == true { idle[key] = nil }
                if channel.isActive { return channel }
            }
            return nil
        }
    }

    /// Keeps a connection whose answer is complete; it ends when nobody takes it for a while.
    func keep(_ channel: any Channel, _ key: ConnectionKey) {
        let isKept = idle.withLock { idle in
            guard idle[key, default: []].count < Self.maximumPerKey else { return false }
            idle[key, default: []].append(channel)
            return true
        }
        guard isKept else {
            channel.close(promise: nil)
            return
        }
        channel.eventLoop.scheduleTask(in: Self.maximumIdleTime) {
            if self.remove(channel, key) { channel.close(promise: nil) }
        }
        channel.closeFuture.whenComplete { _ in _ = self.remove(channel, key) }
    }

    /// Ends all of them.
    func closeAll() {
        let all = idle.withLock { idle in
            defer { idle = [:] }
            return idle.values.flatMap { $0 }
        }
        for channel in all { channel.close(promise: nil) }
    }

    private func remove(_ channel: any Channel, _ key: ConnectionKey) -> Bool {
        idle.withLock { idle in
            guard let index = idle[key]?.firstIndex(where: { $0 === channel }) else { return false }
            idle[key]?.remove(at: index)
            if idle[key]?.isEmpty == true { idle[key] = nil }
            return true
        }
    }
}
