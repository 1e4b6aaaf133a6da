import AuditDestinations
import AuditJournal

/// Decides, record by record in journal order, which belong to a package.
struct RecordChoice {
    private let selection: EvidenceSelection
    /// Chosen events whose final outcome has not come yet.
    private var waiting: Set<JournalOffset> = []

    init(_ selection: EvidenceSelection) {
        self.selection = selection
    }

    mutating func includes(_ record: JournalRecord) -> Bool {
        if record.kind == .own, record.ownType?.hasPrefix(ScreenshotOutcome.typePrefix) == true {
            guard let outcome = ScreenshotOutcome(record), waiting.contains(outcome.event) else { return false }
            if outcome.isFinal { waiting.remove(outcome.event) }
            return true
        }
        guard selection.includes(record) else { return false }
        if record.kind == .envelope, record.flags.contains(.awaitsOutcome) { waiting.insert(record.offset) }
        return true
    }
}
