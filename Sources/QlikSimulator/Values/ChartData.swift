/// The values in a chart with some selections: what its picture shows and what its events say.
package struct ChartData: Sendable, Hashable {
    /// One measure over all rows.
    package struct Series: Sendable, Hashable {
        /// Label of the measure.
        package let label: String
        /// What the numbers count.
        let unit: SimulatedMeasure.Unit
        /// The numbers in hundredths, row by row.
        package let hundredths: [Int64]

        /// The numbers, row by row.
        package var values: [Double] { hundredths.map { Double($0) / 100 } }
    }

    /// One row before it becomes part of the columns.
    private struct Row {
        let scope: DataScope
        var numbers: [Int64] = []
    }

    /// A chart that is no table shows at most so many rows.
    private static let maximumPoints = 24
    /// A chart of the largest shows so many.
    private static let largestCount = 12

    /// The fields of the dimensions.
    package let dimensions: [SimulatedField]
    /// For each row the index of the value in each dimension's field; one empty row without dimensions.
    package let rows: [[Int]]
    /// The measures.
    package let series: [Series]

    /// The values in a chart of `app`.
    package init(_ object: SimulatedObject, in app: SimulatedApp, selections: [SelectedField]) {
        dimensions = object.dimensions.map { app.fields[$0] }
        var model = ValueModel(app)
        let scope = DataScope(app, selections: selections)
        let isList = object.kind == .table || object.kind == .pivotTable
        let hasMembers = dimensions.first?.nature == .members
        var rows =
            hasMembers
            ? Self.memberRows(object, in: app, scope, model)
            : Self.combinations(of: object.dimensions, in: app, scope).map { Row(scope: $0) }
        for index in rows.indices {
            rows[index].numbers = object.measures.map { model.hundredths(of: $0, rows[index].scope) }
        }
        if object.kind == .barChart, hasMembers {
            rows.sort { $0.numbers[0] > $1.numbers[0] }
            rows = Array(rows.prefix(Self.largestCount))
        }
        if !isList { rows = Array(rows.prefix(Self.maximumPoints)) }
        self.rows = rows.map { row in object.dimensions.map { row.scope.values[$0]?.first ?? 0 } }
        series = object.measures.enumerated().map { column, label in
            var numbers = rows.map { $0.numbers[column] }
            let unit = model.unit(of: label)
            if model.sharedMeasure(of: label) != nil {
                let whole = numbers.reduce(0, +)
                numbers = numbers.map { ValueModel.rounded(ValueModel.percent($0, of: whole), unit) }
            }
            return Series(label: label, unit: unit, hundredths: numbers)
        }
    }

    /// The text of a dimension in a row.
    package func text(row: Int, dimension: Int) -> String { dimensions[dimension].values[rows[row][dimension]] }

    /// One row for each member, who also decides on the other dimensions.
    private static func memberRows(
        _ object: SimulatedObject,
        in app: SimulatedApp,
        _ scope: DataScope,
        _ model: ValueModel
    ) -> [Row] {
        let field = object.dimensions[0]
        let described = app.fields.indices.filter { other in
            other != field && (app.fields[other].nature != .time || object.dimensions.contains(other))
        }
        var members = model.members(of: field, scope)
        if members.isEmpty {
            // Qlik Sense excludes values without data, so there always is somebody to show.
            members = [scope.values[field]?.first ?? 0]
        }
        return members.map { member in
            var row = scope.narrowed(field: field, to: member)
            for other in described {
                let own = model.description(of: member, in: field, by: other)
                let allowed = scope.values[other] ?? [own]
                row.values[other] = [allowed.contains(own) ? own : allowed[0]]
            }
            row.described = Set(described)
            return Row(scope: row)
        }
    }

    /// Every combination of the values in view; the last dimension changes fastest.
    private static func combinations(of fields: [Int], in app: SimulatedApp, _ scope: DataScope) -> [DataScope] {
        fields.reduce([scope]) { scopes, field in
            let values = scope.values[field] ?? Array(app.fields[field].values.indices)
            return scopes.flatMap { scope in values.map { scope.narrowed(field: field, to: $0) } }
        }
    }
}
