/// One column of a table: its name, what it holds, and what it means.
package struct ColumnDefinition: Sendable, Hashable {
    /// The name as readers see it.
    package let name: String
    /// What the values are.
    package let type: ColumnType
    /// One plain sentence for people who open the file, or nil.
    package let comment: String?

    /// Describes a column.
    package init(_ name: String, _ type: ColumnType, comment: String? = nil) {
        self.name = name
        self.type = type
        self.comment = comment
    }
}
