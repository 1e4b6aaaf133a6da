/// Somebody who works at the company of the demonstration.
package struct StaffMember: Sendable, Hashable {
    /// Where somebody works, which decides on the app of every day.
    package enum Department: Int, Sendable, Hashable, CaseIterable {
        /// Looks at sales.
        case sales = 0
        /// Looks at employees.
        case humanResources = 1
        /// Looks at loans.
        case creditRisk = 2
    }

    /// The person at the site; live people of the department open its app.
    package let user: SimulatedUser

    /// Where the person works.
    package let department: Department

    /// Indices of the apps that the person opens, that of the department first.
    package let apps: [Int]

    /// Whether there are days off: such a person comes on three days of five.
    package let isPartTime: Bool

    /// Usual hours in minutes since midnight: from arriving to leaving.
    package let hours: Range<Int>

    /// Lunch in minutes since midnight, within ``hours``.
    package let lunch: Range<Int>

    /// How many rows of a table fit on the screen.
    package let visibleRows: Int
}
