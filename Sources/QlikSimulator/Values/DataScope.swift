/// What a number is about: all data of an app, or only some values of its fields.
struct DataScope {
    /// For each field the indices of the values that count, at least one; nil when all do.
    var values: [[Int]?]

    /// The fields whose values only describe the member that the number is about, so that nothing is divided by them.
    var described: Set<Int> = []

    /// What remains of `app` with these selections.
    init(_ app: SimulatedApp, selections: [SelectedField]) {
        values = Array(repeating: nil, count: app.fields.count)
        for selection in selections { values[selection.field] = selection.values }
    }

    /// The same, but of one value only.
    func narrowed(field: Int, to value: Int) -> DataScope {
        var scope = self
        scope.values[field] = [value]
        return scope
    }
}
