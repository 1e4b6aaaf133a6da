import AuditEvents

/// What a `screenshot.*` record says became of an event's picture.
struct PictureOutcome: Sendable {
    /// Begins the types of all such records.
    static let typePrefix = "screenshot."

    private static let pendingType = "screenshot.pending"
    private static let lostType = "screenshot.lost"
    private static let eventOffsetKey = JSONKey("eventOffset")
    private static let messageKey = JSONKey("message")

    /// Offset of the event.
    let event: UInt64
    /// Empty when there is none, or none yet.
    let pictures: [PictureBinding.Picture]
    /// Why there is no picture, in words; nil when there is one.
    let absence: String?
    /// Whether no other outcome of the event follows.
    let isFinal: Bool

    /// Reads such a record; nil for others and for one that says nothing usable.
    init?(type: String, content: String) {
        isFinal = type != Self.pendingType
        switch type {
        case PictureBinding.recordType:
            guard let binding = PictureBinding(content: content) else { return nil }
            event = binding.eventOffset
            pictures = binding.pictures
            absence = nil
        case Self.pendingType, Self.lostType:
            do throws(EvidenceReadError) {
                let facts = try StrictJSON.read(Array(content.utf8)) { root in
                    (StrictJSON.plainNumber(root[Self.eventOffsetKey]), StrictJSON.shownText(root[Self.messageKey]))
                }
                guard let offset = facts.0 else { return nil }
                event = offset
                pictures = []
                absence = type == Self.lostType ? "There is no picture: \(facts.1)" : "The picture was not there yet."
            } catch {
                return nil
            }
        default: return nil
        }
    }
}
