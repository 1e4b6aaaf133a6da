import AuditEvents
import Logging
import Synchronization

/// Writes warnings about clients, each kind once a minute and address, and never more than a bound in all.
///
/// Without it anyone who can reach the door could fill the disk with log lines, with one address or with many. The next
/// line that is written says how many were left out. Every text that came from a client is escaped, so that no line
/// can be forged.
package final class ThrottledLog: Sendable {
    private struct Key: Hashable {
        let kind: String
        let address: NetworkAddress
    }

    private struct State {
        var windowEnd: Int64 = .min
        var written: Set<Key> = []
        var suppressed = 0
    }

    /// Lines in one window, whoever they are about; also bounds what is remembered.
    package static let maximumLines = 600
    private static let windowMilliseconds: Int64 = 60_000

    private let logger: Logger
    private let state = Mutex(State())

    /// Creates the log on top of `logger`.
    package init(logger: Logger) {
        self.logger = logger
    }

    /// Warns about `address`, unless the same `message` was written for it in this minute or the minute's lines are used up.
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
        let suppressed = state.withLock { state -> Int? in
            if now >= state.windowEnd {
                state.windowEnd = now + Self.windowMilliseconds
                state.written.removeAll(keepingCapacity: true)
            }
            guard
                state.written.count < Self.maximumLines,
                state.written.insert(Key(kind: message, address: address)).inserted
            else {
                state.suppressed += 1
                return nil
            }
            defer { state.suppressed = 0 }
            return state.suppressed
        }
        guard let suppressed else { return }
        var fields: Logger.Metadata = ["client.address": "\(address)"]
        if suppressed > 0 { fields["suppressed"] = "\(suppressed)" }
        for (name, value) in metadata() { fields[name] = "\(SanitizedText.escape(value))" }
        logger.warning("AUDIT API: \(message)", metadata: fields)
    }
}
