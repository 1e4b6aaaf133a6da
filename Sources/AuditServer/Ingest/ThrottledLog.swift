import AuditEvents
import Logging
import Synchronization

/// Writes warnings about clients at most once a minute for each kind and address, with the number left out since.
///
/// Without it anyone who can reach the door could fill the disk with log lines. Every text that came from a client
/// is escaped, so that no line can be forged.
package final class ThrottledLog: Sendable {
    private struct Key: Hashable {
        let kind: String
        let address: NetworkAddress
    }

    private struct Silence {
        var until: Int64
        var suppressed: Int
    }

    /// Kinds and addresses remembered at once; above it, all are forgotten.
    private static let maximumKeys = 5_000
    private static let silenceMilliseconds: Int64 = 60_000

    private let logger: Logger
    private let silences = Mutex<[Key: Silence]>([:])

    /// Creates the log on top of `logger`.
    package init(logger: Logger) {
        self.logger = logger
    }

    /// Warns about `address`, unless the same `message` was written for it within the last minute.
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
        let suppressed = silences.withLock { silences -> Int? in
            let key = Key(kind: message, address: address)
            if var silence = silences[key], now < silence.until {
                silence.suppressed += 1
                silences[key] = silence
                return nil
            }
            if silences.count >= Self.maximumKeys { silences.removeAll() }
            let suppressed = silences[key]?.suppressed ?? 0
            silences[key] = Silence(until: now + Self.silenceMilliseconds, suppressed: 0)
            return suppressed
        }
        guard let suppressed else { return }
        var fields: Logger.Metadata = ["client.address": "\(address)"]
        if suppressed > 0 { fields["suppressed"] = "\(suppressed)" }
        for (name, value) in metadata() { fields[name] = "\(SanitizedText.escape(value))" }
        logger.warning("AUDIT API: \(message)", metadata: fields)
    }
}
