/// How much things were used, without naming anybody.
package struct UsageReport: Sendable, Hashable {
    /// The days of the question, both included.
    package let days: ClosedRange<Day>

    /// One row for each thing, in the order that was asked for.
    package let rows: [UsageRow]

    /// Whether there are more things than rows.
    package let isCut: Bool

    /// Things that an extension's inventory names and that nobody used in these days; with an app only.
    package let unused: [NamedThing]

    /// Puts a report together.
    package init(days: ClosedRange<Day>, rows: [UsageRow], isCut: Bool, unused: [NamedThing]) {
        self.days = days
        self.rows = rows
        self.isCut = isCut
        self.unused = unused
    }
}
