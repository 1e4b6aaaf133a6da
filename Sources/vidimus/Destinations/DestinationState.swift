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
    /// Since when it has been starting, if it is.
    let startingSince: String?
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
        startingSince = status.startingSinceMilliseconds.map { UTCTime(milliseconds: $0).iso8601 }
        lastError = status.lastError
        lastErrorAt = status.lastErrorMilliseconds.map { UTCTime(milliseconds: $0).iso8601 }
    }

    /// The state of screenshots: open jobs are their lag, pictures given up their dead letters.
    init(_ status: ScreenshotStatus) {
        name = ScreenshotService.cursorName
        state = status.trouble != nil ? "retrying" : status.open > 0 ? "fetching" : "idle"
        reason = status.trouble
        next = status.next?.rawValue ?? 0
        lag = status.open
        deadLetters = status.lost
        lost = 0
        startingSince = nil
        lastError = nil
        lastErrorAt = nil
    }

    /// The state of a destination whose server is stopped; `reason` says what is wrong with its files.
    private init(name: String, next: JournalOffset, end: JournalOffset, deadLetters: Int, reason: String? = nil) {
        self.name = name
        self.next = next.rawValue
        self.deadLetters = deadLetters
        self.reason = reason
        state = "stopped"
        lag = max(0, next.distance(to: end))
        lost = 0
        startingSince = nil
        lastError = nil
        lastErrorAt = nil
    }

    /// What the files of a stopped server say, by name.
    static func stored(in directory: DataDirectory) throws(CommandFailure) -> [DestinationState] {
        let suffix = ".json"
        let end: JournalOffset
        var files: [String] = []
        do throws(JournalReadError) {
            end = try JournalDirectoryReader.end(of: directory)
        } catch {
            if case .storage(let cause) = error, cause.isNotFound {
                throw CommandFailure("\(directory.journal) is no journal; name the server's directory with --data")
            }
            throw CommandFailure("the journal can't be read: \(error)")
        }
        do throws(StorageError) {
            try DirectoryListing.visit(directory.cursors) { files.append($0) }
        } catch {
            guard error.isNotFound else { throw CommandFailure("the cursors can't be read: \(error)") }
        }
        return files.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }.sorted()
            .map { stored(String($0.dropLast(suffix.count)), in: directory, end: end) }
    }

    /// One damaged file hides no other destination.
    private static func stored(_ name: String, in directory: DataDirectory, end: JournalOffset) -> DestinationState {
        do throws(DeliveryStoreError) {
            let store = try FileDeliveryStore(name: name, directory: directory)
            let next = try store.loadCursor()?.next ?? JournalOffset(0)
            return DestinationState(name: name, next: next, end: end, deadLetters: try store.deadLetterCount())
        } catch {
            return DestinationState(name: name, next: JournalOffset(0), end: end, deadLetters: 0, reason: error.reason)
        }
    }

    /// Aligned columns, one line for each destination, and one for what is or was wrong with it.
    static func table(_ states: [DestinationState]) -> String {
        let header = ["DESTINATION", "STATE", "NEXT", "LAG", "DEAD LETTERS", "LOST"]
        let rows = states.map { state in
            [state.name, state.state, "\(state.next)", "\(state.lag)", "\(state.deadLetters)", "\(state.lost)"]
        }
        let aligned = TextColumns.aligned([header] + rows)
        var lines = Array(aligned.prefix(1))
        for (state, row) in zip(states, aligned.dropFirst()) {
            lines.append(row)
            if let trouble = state.trouble { lines.append("  \(trouble)") }
        }
        if states.isEmpty { lines.append("No destination has a cursor yet.") }
        return lines.joined(separator: "\n")
    }

    /// What is or was wrong, and what it waits for.
    private var trouble: String? {
        func text(_ text: String) -> String { SanitizedText.escape(text, maximumCharacterCount: 4_096) }
        if let reason { return "now: \(text(reason))" }
        let error = lastError.map { "\(text($0)) (\(lastErrorAt ?? "?"))" }
        if let startingSince {
            let last = error.map { "; last error: \($0)" } ?? ""
            return "starting since \(startingSince), its place has not answered yet\(last)"
        }
        return error.map { "last error, cured: \($0)" }
    }
}
