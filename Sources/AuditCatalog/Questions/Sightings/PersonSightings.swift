import AuditEvents

/// All sightings of one person in a few figures.
package struct PersonSightings: Sendable, Hashable {
    /// Who; nil for all events that name nobody.
    package let person: Person?

    /// How often.
    package let count: Int

    /// The first time.
    package let first: UTCTime

    /// The last time.
    package let last: UTCTime

    /// How long in all, in milliseconds; nil when no event tells.
    package let activeMilliseconds: Int64?

    /// Describes one person's sightings.
    package init(person: Person?, count: Int, first: UTCTime, last: UTCTime, activeMilliseconds: Int64?) {
        self.person = person
        self.count = count
        self.first = first
        self.last = last
        self.activeMilliseconds = activeMilliseconds
    }
}
