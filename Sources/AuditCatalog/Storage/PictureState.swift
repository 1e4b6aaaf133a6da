/// What became of a screenshot, as the table `picture` keeps it; the raw values are stored.
enum PictureState: Int64, Sendable, Hashable {
    case awaited = 0
    case stored = 1
    case lost = 2

    /// The state of an outcome.
    init(_ outcome: PictureOutcome) {
        switch outcome {
        case .awaited: self = .awaited
        case .stored: self = .stored
        case .lost: self = .lost
        }
    }
}
