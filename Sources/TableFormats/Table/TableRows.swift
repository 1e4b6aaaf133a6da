/// A run of rows of one table, held column by column.
package struct TableRows: Sendable {
    /// The table that the rows belong to.
    package let schema: TableSchema
    /// The values, in the order of the schema's columns.
    package private(set) var columns: [ColumnValues]
    /// How many rows there are.
    package private(set) var count = 0

    /// Starts a run without rows.
    package init(schema: TableSchema) {
        self.schema = schema
        columns = schema.columns.map { ColumnValues(type: $0.type) }
    }

    /// Adds one row: `fill` appends exactly one value, or null, to every column.
    package mutating func appendRow(_ fill: (inout [ColumnValues]) -> Void) {
        fill(&columns)
        count += 1
        for column in columns {
            precondition(column.present.count == count, "a row must fill every column of \(schema.name) once")
        }
    }

    /// Forgets all rows and keeps the room they took.
    package mutating func removeAll() {
        for index in columns.indices { columns[index].removeAll() }
        count = 0
    }

    /// Bytes held by all values; the measure for bounds.
    package var byteCount: Int {
        columns.reduce(0) { $0 + $1.byteCount }
    }
}
