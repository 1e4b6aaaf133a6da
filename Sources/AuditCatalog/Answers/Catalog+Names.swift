import AuditEvents
import GRDB

extension Catalog {
    /// Names of one thing that are told.
    private static let maximumNames = 200

    /// The names that something had, the newest first.
    package func names(of thing: ThingReference) async throws(CatalogError) -> [NamePeriod] {
        try await ask { db in
            let resolver = ThingResolver(db: db)
            let found: (kind: ThingKind, ids: [Int64]) =
                switch thing {
                case .app(let id): (.app, try resolver.things(.app, id: id))
                case .sheet(let id, let app): (.sheet, try resolver.things(.sheet, id: id, app: app))
                case .object(let id, let app): (.object, try resolver.things(.object, id: id, app: app))
                }
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT name, first, last FROM name
                    WHERE thing_kind = ? AND thing IN (SELECT value FROM json_each(?)) ORDER BY last DESC, id DESC LIMIT ?
                    """,
                arguments: [found.kind.rawValue, found.ids.jsonText, Self.maximumNames]
            ).map {
                NamePeriod(name: $0[0], first: UTCTime(milliseconds: $0[1]), last: UTCTime(milliseconds: $0[2]))
            }
        }
    }

    /// What can be chosen in a field of a form.
    package func choices(_ query: ChoiceQuery) async throws(CatalogError) -> [Choice] {
        try await ask { db in
            let limit = min(max(1, query.limit), ChoiceQuery.maximumChoices)
            let prefix = CatalogText.key(query.prefix.trimmed)
            switch query.kind {
            case .types: return try Self.types(prefix, limit, db)
            case .people: return try Self.people(prefix, limit, db)
            case .apps: return try Self.things(.app, prefix, nil, limit, db)
            case .sheets: return try Self.things(.sheet, prefix, query.app, limit, db)
            case .objects: return try Self.things(.object, prefix, query.app, limit, db)
            }
        }
    }

    private static func types(_ prefix: String, _ limit: Int, _ db: Database) throws -> [Choice] {
        try String.fetchAll(db, sql: "SELECT DISTINCT name FROM kind ORDER BY events DESC LIMIT 1000")
            .filter { prefix.isEmpty || $0.lowercased().hasPrefix(prefix) }.prefix(limit)
            .map { Choice(value: $0, name: nil) }
    }

    private static func people(_ prefix: String, _ limit: Int, _ db: Database) throws -> [Choice] {
        let sql =
            prefix.isEmpty
            ? "SELECT identity FROM person WHERE ?1 = ?2 OR 1 ORDER BY events DESC, id LIMIT ?3"
            : """
            SELECT identity FROM (SELECT id, identity FROM person WHERE key >= ?1 AND key < ?2
                UNION SELECT id, identity FROM person WHERE user_key >= ?1 AND user_key < ?2) ORDER BY id LIMIT ?3
            """
        return try String.fetchAll(db, sql: sql, arguments: [prefix, prefix + "\u{10FFFF}", limit]).map { identity in
            let name = Person(identity).displayName
            return Choice(value: identity, name: name == identity ? nil : name)
        }
    }

    /// By id or by any name; the ones with the most events when nothing was typed.
    private static func things(
        _ kind: ThingKind,
        _ prefix: String,
        _ app: String?,
        _ limit: Int,
        _ db: Database
    ) throws -> [Choice] {
        var appID: Int64 = 0
        if let app {
            guard let id = try ThingResolver(db: db).things(.app, id: app).first else { return [] }
            appID = id
        }
        let inApp = app == nil || kind == .app ? "?4 = ?4" : "t.app = ?4"
        let sql =
            prefix.isEmpty
            ? """
            SELECT sent, name FROM \(kind.table) t WHERE (?1 = ?2 OR ?5 = ?5) AND \(inApp) ORDER BY events DESC, id LIMIT ?3
            """
            : """
            SELECT t.sent, t.name FROM \(kind.table) t WHERE \(inApp) AND t.id IN (
                SELECT id FROM \(kind.table) WHERE key >= ?1 AND key < ?2 UNION
                SELECT thing FROM name WHERE thing_kind = ?5 AND key >= ?1 AND key < ?2 LIMIT 5000)
            ORDER BY t.events DESC, t.id LIMIT ?3
            """
        return try Row.fetchAll(db, sql: sql, arguments: [prefix, prefix + "\u{10FFFF}", limit, appID, kind.rawValue])
            .map { Choice(value: $0[0], name: $0[1]) }
    }
}

extension Catalog: CatalogQuestions {}
