/// That somebody has looked into a finding.
struct FindingReview: Sendable, Hashable {
    /// Name of the account.
    let reviewer: String
    /// When, in milliseconds since 1970 UTC.
    let atMilliseconds: Int64
    /// What the reviewer wrote; nil when that was nothing.
    let note: String?
}
