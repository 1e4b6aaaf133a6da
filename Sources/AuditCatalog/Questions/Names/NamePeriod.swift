import AuditEvents

/// A name that something had, and when it was seen with it.
package struct NamePeriod: Sendable, Hashable {
    /// The name or title.
    package let name: String

    /// First event with it.
    package let first: UTCTime

    /// Last event with it.
    package let last: UTCTime

    /// Describes the use of a name.
    package init(name: String, first: UTCTime, last: UTCTime) {
        self.name = name
        self.first = first
        self.last = last
    }
}
