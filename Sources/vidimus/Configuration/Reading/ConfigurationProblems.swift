/// Everything that is wrong with a configuration file, in the order of its lines.
package struct ConfigurationProblems: Error, Sendable, Hashable, CustomStringConvertible {
    /// At least one problem.
    package let problems: [ConfigurationProblem]

    /// Creates the report; `problems` isn't empty.
    package init(_ problems: [ConfigurationProblem]) {
        precondition(!problems.isEmpty, "a report has at least one problem")
        self.problems = problems.enumerated()
            .sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
            .map(\.element)
    }

    /// One line for each problem.
    package var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
