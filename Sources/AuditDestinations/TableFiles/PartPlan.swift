import AuditJournal

/// Divides the records of a batch into parts; a pure function of the open part, the bounds and the records.
///
/// A part ends where its window ends or where it is large enough. Windows only go forward: after the server's clock was
/// set back, what comes belongs to the window that is open.
struct PartPlan {
    /// One file for each day of the events inside.
    struct Part: Sendable, Hashable {
        var range: Range<JournalOffset>
        var window: Int64?
        var bytes: Int
        /// Time of receipt of its last record.
        var lastReceivedMilliseconds: Int64
    }

    private let rollUp: RollUp
    private let bounds: PartBounds
    /// Whether the next batch may go on with the last part.
    private let staysOpen: Bool
    /// In order; between two of them are at most records that are not for destinations.
    private(set) var parts: [Part] = []

    /// Goes on with `openPart`.
    ///
    /// Also in its own unit when the configuration names another one now: after a crash this batch may be in the growing
    /// file already, and must come out there again. The new unit begins with the next batch.
    init(batch range: Range<JournalOffset>, openPart: OpenPart?, rollUp: RollUp, bounds: PartBounds) {
        let unit = openPart.flatMap { RollUp(rawValue: $0.unit) } ?? rollUp
        self.rollUp = unit
        self.bounds = bounds
        staysOpen = unit == rollUp
        if let openPart, unit != .none, openPart.from <= range.lowerBound {
            parts = [
                Part(
                    range: openPart.from..<range.lowerBound,
                    window: openPart.window,
                    bytes: openPart.bytes,
                    lastReceivedMilliseconds: 0
                )
            ]
        }
    }

    /// Takes the next record.
    mutating func add(_ offset: JournalOffset, receivedAtMilliseconds: Int64, bytes: Int) {
        let window = rollUp.window(of: receivedAtMilliseconds)
        if let last = parts.last, !isOver(last, window: window, adding: bytes) {
            parts[parts.count - 1].range = last.range.lowerBound..<offset.next
            parts[parts.count - 1].bytes += bytes
            parts[parts.count - 1].lastReceivedMilliseconds = receivedAtMilliseconds
            return
        }
        parts.append(
            Part(
                range: offset..<offset.next,
                window: window.map { max($0, parts.last?.window ?? $0) },
                bytes: bytes,
                lastReceivedMilliseconds: receivedAtMilliseconds
            )
        )
    }

    /// The part that the next batch goes on with.
    var openPart: OpenPart? {
        guard staysOpen, let last = parts.last, let window = last.window else { return nil }
        return OpenPart(from: last.range.lowerBound, unit: rollUp.rawValue, window: window, bytes: last.bytes)
    }

    private func isOver(_ part: Part, window: Int64?, adding bytes: Int) -> Bool {
        if let window, let open = part.window, window > open { return true }
        return part.range.count >= bounds.maximumRecords || part.bytes + bytes > bounds.maximumBytes
    }
}
