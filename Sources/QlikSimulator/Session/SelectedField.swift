/// The selections in one field.
struct SelectedField {
    /// Index of the field in its app.
    let field: Int
    /// Indices of the selected values, ascending, at least one.
    let values: [Int]
}
