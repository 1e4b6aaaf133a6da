import AuditJournal

/// Decides, record by record in journal order, which belong to a package.
struct RecordChoice {
    private let selection: EvidenceSelection
    /// Offsets of chosen events whose final outcome has not come yet.
    private var waiting: Set<UInt64> = []

    init(_ selection: EvidenceSelection) {
        self.selection = selection
    }

    mutating func includes(_ record: JournalRecord) -> Bool {
        if let type = record.ownType, type.hasPrefix(PictureOutcome.typePrefix) {
            guard let outcome = PictureOutcome(type: type, content: String(decoding: record.bytes, as: UTF8.self)),
                waiting.contains(outcome.event)
            else { return false }
            if outcome.isFinal { waiting.remove(outcome.event) }
            return true
        }
        guard selection.includes(record) else { return false }
        if record.kind == .envelope, record.flags.contains(.awaitsOutcome) { waiting.insert(record.offset.rawValue) }
        return true
    }
}
