import AuditEvents

/// How the newest part of a destination grows.
package enum RollUp: String, Sendable, Hashable {
    /// Parts never change.
    case none
    /// One growing part for each hour of receipt.
    case hour
    /// One growing part for each day of receipt.
    case day

    /// The window that a time of receipt belongs to; nil where parts don't grow.
    func window(of milliseconds: Int64) -> Int64? {
        switch self {
        case .none: nil
        case .hour: milliseconds / 3_600_000
        case .day: UTCTime(milliseconds: milliseconds).day
        }
    }
}
