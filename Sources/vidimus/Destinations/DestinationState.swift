import AuditDestinations
import AuditEvents
import AuditJournal
import Foundation

/// How one destination is doing, for people; also the JSON of `GET /api/v1/destinations`.
struct DestinationState: Codable, Sendable {
    let name: String
    let state: String
    /// What is wrong now, if anything is.
    let reason: String?
    /// First offset not yet confirmed.
    let next: UInt64
    /// Records not yet confirmed.
    let lag: Int
    let deadLetters: Int
    let lost: Int
    /// The newest failure, also when it is cured.
    let lastError: String?
    let lastErrorAt: String?

    /// The state of a running delivery.
    init(_ status: DeliveryStatus) {
        name = status.destination
        state = status.condition.name
        reason = status.condition.reason
        next = status.next?.rawValue ?? 0
        lag = status.lagRecords ?? 0
        deadLetters = status.deadLetters
        lost = status.losses
        lastError = status.lastError
        lastErrorAt = status.lastErrorMilliseconds.map { UTCTime(milliseconds: $0).iso8601 }
    }

    private init(name: String, next: JournalOffset, end: JournalOffset, deadLetters: Int) {
        self.name = name
        self.next = next.rawValue
        self.deadLetters = deadLetters
        state = "stopped"
        reason = nil
        lag = max(0, next.distance(to: end))
        lost = 0
        lastError = nil
        lastErrorAt = nil
    }

    /// What the files of a stopped server say, by name.
    static func stored(in directory: DataDirectory) throws -> [DestinationState] {
        let suffix = ".json"
        let end = try JournalDirectoryReader.end(of: directory)
        return try FileManager.default.contentsOfDirectory(atPath: directory.cursors).sorted()
            .filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }
            .map { file in
                let name = String(file.dropLast(suffix.count))
                let store = try FileDeliveryStore(name: name, directory: directory)
                return DestinationState(
                    name: name,
                    next: try store.loadCursor()?.next ?? JournalOffset(0),
                    end: end,
                    deadLetters: try store.deadLetterCount()
                )
            }
    }

    /// Aligned columns, one line for each destination, and one for what is or was wrong with it.
    static func table(_ states: [DestinationState]) -> String {
        let header = ["DESTINATION", "STATE", "NEXT", "LAG", "DEAD LETTERS", "LOST"]
        let rows = states.map { state in
            [state.name, state.state, "\(state.next)", "\(state.lag)", "\(state.deadLetters)", "\(state.lost)"]
        }
        let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
        func line(_ cells: [String]) -> String {
            zip(cells, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }.joined(separator: "  ")
        }
        var lines = [line(header)]
        for (state, row) in zip(states, rows) {
            lines.append(line(row))
            if let reason = state.reason {
                lines.append("  now: \(SanitizedText.escape(reason, maximumCharacterCount: 4_096))")
            } else if let error = state.lastError {
                let text = SanitizedText.escape(error, maximumCharacterCount: 4_096)
                lines.append("  last error, cured: \(text) (\(state.lastErrorAt ?? "?"))")
            }
        }
        if states.isEmpty { lines.append("No destination has a cursor yet.") }
        return lines.joined(separator: "\n")
    }
}
