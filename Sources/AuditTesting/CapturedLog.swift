import Logging
import Synchronization

/// Keeps log lines, so that tests can look at what operators would see.
package final class CapturedLog: Sendable {
    private let kept = Mutex<[String]>([])

    /// Keeps nothing yet.
    package init() {}

    /// Level, message and metadata of each entry so far.
    package var lines: [String] { kept.withLock { $0 } }

    /// Whether some entry holds `text`.
    package func contains(_ text: String) -> Bool { lines.contains { $0.contains(text) } }

    /// A logger of it.
    package func logger() -> Logger {
        Logger(label: "test") { _ in Handler(log: self) }
    }

    private struct Handler: LogHandler {
        let log: CapturedLog
        var metadata = Logger.Metadata()
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let fields = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
            let text = fields.map { " \($0.key)=\($0.value)" }.joined()
            log.kept.withLock { $0.append("\(event.level) \(event.message)\(text)") }
        }
    }
}
