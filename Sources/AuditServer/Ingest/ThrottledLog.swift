import AuditEvents
import Logging
import Synchronization

/// Writes warnings about clients, each kind once a minute and address, and never more than a bound of each kind.
///
/// Without it anyone who can reach the door could fill the disk with log lines, with one address or with many. The next
/// line of a kind says how many were left out. Every text that came from a client is escaped, so that no line
/// can be forged.
package final class ThrottledLog: Sendable {
    private struct Kind {
        var addresses: Set<NetworkAddress> = []
        var suppressed = 0
    }

    private struct State {
        var windowEnd: Int64 = .min
        var kinds: [String: Kind] = [:]
    }

    /// Lines of one kind in one window, whoever they are about; also bounds what is remembered.
    ///
    /// There are about ten kinds, all constants of this program, so a flood of one hides none of the others.
    package static let maximumLines = 100
    private static let windowMilliseconds: Int64 = 60_000

    private let logger: Logger
    private let state = Mutex(State())

    /// Creates the log on top of `logger`.
    package init(logger: Logger) {
        self.logger = logger
    }

    /// Warns about `address`, unless the same `message` was written for it in this minute or the kind's lines of this minute are used up.
    ///
    /// - Parameters:
    ///   - message: A constant text; it is also the key of the throttle.
    ///   - address: The client.
    ///   - now: Milliseconds of a clock that never goes back.
    ///   - metadata: Values are escaped here; only called when the line is written.
    package func warn(
        _ message: String,
        address: NetworkAddress,
        now: Int64,
        metadata: () -> [String: String] = { [:] }
    ) {
        write(.warning, message, address: address, now: now, metadata: metadata)
    }

    /// The same for what is no trouble.
    package func note(
        _ message: String,
        address: NetworkAddress,
        now: Int64,
        metadata: () -> [String: String] = { [:] }
    ) {
        write(.info, message, address: address, now: now, metadata: metadata)
    }

    private func write(
        _ level: Logger.Level,
        _ message: String,
        address: NetworkAddress,
        now: Int64,
        metadata: () -> [String: String]
    ) {
        let suppressed = state.withLock { state -> Int? in
            if now >= state.windowEnd {
                state.windowEnd = now + Self.windowMilliseconds
                for kind in state.kinds.keys { state.kinds[kind]?.addresses.removeAll() }
            }
            var kind = state.kinds.removeValue(forKey: message) ?? Kind()
            defer { state.kinds[message] = kind }
            guard kind.addresses.count < Self.maximumLines, kind.addresses.insert(address).inserted else {
                kind.suppressed += 1
                return nil
            }
            defer { kind.suppressed = 0 }
            return kind.suppressed
        }
        guard let suppressed else { return }
        var fields: Logger.Metadata = ["client.address": "\(address)"]
        if suppressed > 0 { fields["suppressed"] = "\(suppressed)" }
        for (name, value) in metadata() { fields[name] = "\(SanitizedText.escape(value))" }
        logger.log(level: level, "AUDIT API: \(message)", metadata: fields)
    }
}
