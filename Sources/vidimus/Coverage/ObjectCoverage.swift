/// How well one chart is covered, from what was promised and what came.
enum ObjectCoverage: String {
    /// Promised, and events of it came.
    case audited = "audited"
    /// Promised, and no event of it came yet.
    case unseen = "audited, no event yet"
    /// Not promised any more, but events of it came earlier.
    case lapsed = "no longer audited"
    /// Neither promised nor ever in an event.
    case never = "never audited"

    /// Judges a chart that is in events or not.
    init(_ object: InventoryObject, wasSeen: Bool) {
        switch (object.isAudited, wasSeen) {
        case (true, true): self = .audited
        case (true, false): self = .unseen
        case (false, true): self = .lapsed
        case (false, false): self = .never
        }
    }
}
