import GRDB

/// Finds the numbers of what people name in a question: by id or by any name that it ever had, without letter case.
struct ThingResolver {
    /// Things of one name that are told apart; of more of them the first are taken.
    static let maximumThings = 64

    let db: Database

    /// People with this identity or user id.
    func people(_ text: String) throws -> [Int64] {
        let key = CatalogText.key(text.trimmed)
        return try Int64.fetchAll(
            db,
            sql:
                "SELECT id FROM person WHERE key = ?1 UNION SELECT id FROM person WHERE user_key = ?1 ORDER BY id LIMIT ?2",
            arguments: [key, Self.maximumThings]
        )
    }

    /// Apps, sheets or objects with this id or name.
    func things(_ kind: ThingKind, _ text: String) throws -> [Int64] {
        let key = CatalogText.key(text.trimmed)
        return try Int64.fetchAll(
            db,
            sql: """
                SELECT id FROM \(kind.table) WHERE key = ?1
                UNION SELECT thing FROM name WHERE thing_kind = ?2 AND key = ?1 ORDER BY 1 LIMIT ?3
                """,
            arguments: [key, kind.rawValue, Self.maximumThings]
        )
    }

    /// Apps, sheets or objects with this id only, in one app or in any.
    func things(_ kind: ThingKind, id text: String, app: String? = nil) throws -> [Int64] {
        let key = CatalogText.key(text.trimmed)
        guard let app, kind != .app else {
            return try Int64.fetchAll(
                db,
                sql: "SELECT id FROM \(kind.table) WHERE key = ? ORDER BY id LIMIT ?",
                arguments: [key, Self.maximumThings]
            )
        }
        return try Int64.fetchAll(
            db,
            sql: """
                SELECT t.id FROM \(kind.table) t JOIN app a ON a.id = t.app WHERE t.key = ? AND a.key = ?
                ORDER BY t.id LIMIT ?
                """,
            arguments: [key, CatalogText.key(app.trimmed), Self.maximumThings]
        )
    }

    /// Event types with this name.
    func kinds(_ name: String) throws -> [Int64] {
        try Int64.fetchAll(
            db,
            sql: "SELECT id FROM kind WHERE name = ? ORDER BY id",
            arguments: [CatalogText.cut(name)]
        )
    }

    /// Events of these things in all.
    func events(of ids: [Int64], in table: String) throws -> Int64 {
        try Int64.fetchOne(
            db,
            sql: "SELECT sum(events) FROM \(table) WHERE id IN (SELECT value FROM json_each(?))",
            arguments: [ids.jsonText]
        ) ?? 0
    }
}

extension ThingKind {
    /// The table of such things.
    var table: String {
        switch self {
        case .person: "person"
        case .app: "app"
        case .sheet: "sheet"
        case .object: "object"
        }
    }
}

extension [Int64] {
    /// A JSON array, for `json_each`.
    var jsonText: String { "[\(map(String.init).joined(separator: ","))]" }
}

extension String {
    /// The text without white space at its ends.
    var trimmed: String {
        var scalars = Substring(self).unicodeScalars
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return String(scalars)
    }
}
