/// The columns of a table in file order.
///
/// Every column may hold nulls.
package struct TableSchema: Sendable, Hashable {
    /// The table's name; the same in every file, so that loads of many files make one table.
    package let name: String
    /// The columns in file order; names are distinct.
    package let columns: [ColumnDefinition]

    /// Describes a table.
    ///
    /// - Precondition: column names are distinct.
    package init(name: String, columns: [ColumnDefinition]) {
        precondition(Set(columns.map(\.name)).count == columns.count, "two columns of \(name) have one name")
        self.name = name
        self.columns = columns
    }
}
