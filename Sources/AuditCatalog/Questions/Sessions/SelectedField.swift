/// What was selected in one field.
package struct SelectedField: Sendable, Hashable {
    /// Name of the field.
    package let field: String

    /// The values as the event gave them: a list or, from some extensions, a summary such as `8 of 31`.
    package let values: String

    /// How many values were selected; nil when the event did not say.
    package let count: Int64?

    /// The alternate state; nil for the usual one.
    package let state: String?

    /// Whether the selection was locked.
    package let isLocked: Bool

    /// Describes the selections of a field.
    package init(field: String, values: String, count: Int64?, state: String?, isLocked: Bool) {
        self.field = field
        self.values = values
        self.count = count
        self.state = state
        self.isLocked = isLocked
    }
}
