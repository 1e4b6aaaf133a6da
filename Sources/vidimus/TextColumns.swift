/// Rows of a text table for terminals.
enum TextColumns {
    /// Pads the cells of each column to its widest, in characters, with two spaces between columns.
    ///
    /// All rows have as many cells as the first one.
    static func aligned(_ rows: [[String]]) -> [String] {
        guard let first = rows.first else { return [] }
        let widths = first.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
                .joined(separator: "  ")
        }
    }
}
