import GRDB

/// Where a text occurs: in which data, selections and names.
struct TextMatch {
    /// Numbers of contents that have a text.
    enum Contents {
        /// These and no others, in order.
        case some([Int64])
        /// More than are listed: each is looked up when it is met.
        case many

        /// Whether there is none.
        var isEmpty: Bool {
            if case .some(let ids) = self { ids.isEmpty } else { false }
        }
    }

    /// Contents that are listed of each kind; more of them are met soon along time.
    static let maximumListed = 10_000
    /// Names that are followed.
    static let maximumNames = 2_000

    /// The expression for data and selections.
    let expression: SearchExpression
    /// Data with the text.
    let data: Contents
    /// Selections with the text.
    let selections: Contents
    /// People, apps, sheets and objects whose names have the text.
    let things: [ThingKind: Set<Int64>]

    /// Looks a text up, with `inNames` in names too.
    init(_ expression: SearchExpression, inNames: Bool, _ db: Database) throws {
        self.expression = expression
        data = try Self.contents("data_text", expression, db)
        selections = try Self.contents("selection_text", expression, db)
        var things: [ThingKind: Set<Int64>] = [:]
        if inNames {
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT n.thing_kind, n.thing FROM name_text t JOIN name n ON n.id = t.rowid
                    WHERE name_text MATCH ? LIMIT ?
                    """,
                arguments: [expression.text, Self.maximumNames]
            )
            for row in rows {
                guard let kind = ThingKind(rawValue: row[0]) else { continue }
                things[kind, default: []].insert(row[1])
            }
        }
        self.things = things
    }

    /// Whether the text occurs nowhere.
    var isEmpty: Bool { data.isEmpty && selections.isEmpty && things.isEmpty }

    private static func contents(_ table: String, _ expression: SearchExpression, _ db: Database) throws -> Contents {
        let ids = try Int64.fetchAll(
            db,
            sql: "SELECT rowid FROM \(table) WHERE \(table) MATCH ? ORDER BY rowid DESC LIMIT ?",
            arguments: [expression.text, maximumListed + 1]
        )
        return ids.count > maximumListed ? .many : .some(ids.reversed())
    }
}
