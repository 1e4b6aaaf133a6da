/// The selections in one field.
package struct SelectedField: Sendable, Hashable {
    /// Index of the field in its app.
    package let field: Int

    /// Indices of the selected values, ascending, at least one.
    package let values: [Int]

    /// Selects values of a field.
    package init(field: Int, values: [Int]) {
        precondition(!values.isEmpty, "something is selected")
        self.field = field
        self.values = values
    }
}
