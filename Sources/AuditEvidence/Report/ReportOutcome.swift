import AuditEvents

/// What a `screenshot.*` record says became of an event's picture.
struct ReportOutcome: Sendable {
    private static let eventOffsetKey = JSONKey("eventOffset")
    private static let messageKey = JSONKey("message")

    /// Offset of the event.
    let event: UInt64
    /// Empty when there is none, or none yet.
    let pictures: [PictureBinding.Picture]
    /// Why there is no picture, in words; nil when there is one.
    let absence: String?

    /// Reads such a record; nil for others and for one that says nothing usable.
    init?(type: String, content: String) {
        switch type {
        case PictureBinding.recordType:
            guard let binding = PictureBinding(content: content) else { return nil }
            event = binding.eventOffset
            pictures = binding.pictures
            absence = nil
        case "screenshot.pending", "screenshot.lost":
            do throws(EvidenceReadError) {
                let facts = try StrictJSON.read(Array(content.utf8)) { root in
                    (StrictJSON.plainNumber(root[Self.eventOffsetKey]), StrictJSON.shownText(root[Self.messageKey]))
                }
                guard let offset = facts.0 else { return nil }
                event = offset
                pictures = []
                absence = type == "screenshot.lost" ? "There is no picture: \(facts.1)" : "The picture was not there yet."
            } catch {
                return nil
            }
        default: return nil
        }
    }
}
