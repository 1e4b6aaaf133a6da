/// Whether new records can be made durable.
package enum JournalState: Sendable, Hashable, CustomStringConvertible {
    /// The last write succeeded. Can go to every other state.
    case running
    /// The last write found no space. Goes to `running` by itself when there is some.
    case diskFull
    /// The last write or sync failed. Goes to `running` by itself when a new segment can be written.
    case failed(reason: String)
    /// Shut down; the last state.
    case closed

    /// A word, and the reason of a failure.
    package var description: String {
        switch self {
        case .running: "running"
        case .diskFull: "disk full"
        case .failed(let reason): "failed: \(reason)"
        case .closed: "closed"
        }
    }
}
