import AuditCatalog
import GRDB

/// Everything that a catalog says, as text: all tables and all terms of the full-text indexes.
enum CatalogDump {
    static func text(of place: CatalogPlace) throws -> String {
        try lines(of: place).joined(separator: "\n")
    }

    private static func lines(of place: CatalogPlace) throws -> [String] {
        try DatabaseQueue(path: place.location.path).write { db in
            var lines: [String] = []
            let tables = try String.fetchAll(
                db,
                sql: "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name"
            )
            for table in tables where !table.hasPrefix("sqlite_") && table != "grdb_migrations" {
                for row in try Row.fetchAll(db, sql: "SELECT * FROM \(table)") { lines.append("\(table) \(row)") }
            }
            for index in ["data_text", "selection_text", "name_text"] {
                try db.execute(
                    sql: "CREATE VIRTUAL TABLE temp.\(index)_terms USING fts5vocab(main, \(index), instance)"
                )
                for row in try Row.fetchAll(db, sql: "SELECT term, doc FROM temp.\(index)_terms") {
                    lines.append("\(index) \(row)")
                }
                try db.execute(sql: "DROP TABLE temp.\(index)_terms")
            }
            return lines.sorted()
        }
    }

    /// Lines that only one of two catalogs has, at most a few; empty when both say the same.
    static func difference(_ left: CatalogPlace, _ right: CatalogPlace) throws -> String {
        let (left, right) = (try lines(of: left), try lines(of: right))
        let only = Set(left).symmetricDifference(right)
        return left == right ? "" : "\(only.count) lines: " + only.sorted().prefix(12).joined(separator: "\n")
    }
}
