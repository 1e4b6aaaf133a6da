import AuditJournal
import Logging
import Synchronization

/// Collects outcomes from any thread.
final class OutcomeList: Sendable {
    private let outcomes = Mutex<[AppendOutcome]>([])

    func add(_ more: [AppendOutcome]) {
        outcomes.withLock { $0 += more }
    }

    var all: [AppendOutcome] { outcomes.withLock { $0 } }
}

extension Logger {
    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
