/// One option by which records were chosen, as it was given.
package struct FilterOption: Sendable, Hashable {
    /// Name of the option without its dashes.
    package let name: String
    /// What was given.
    package let value: FilterValue

    /// Names an option.
    package init(_ name: String, _ value: FilterValue) {
        self.name = name
        self.value = value
    }
}
