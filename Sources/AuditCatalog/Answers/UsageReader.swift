import GRDB

/// Adds daily figures up.
struct UsageReader {
    /// Things whose daily figures are added up; with more of them, those with the most events.
    private static let maximumThings = 20_000

    /// What one thing adds up to.
    private struct Sum {
        let id: Int64
        let people: Int
        let views: Int
        let milliseconds: Int64
        let lastDay: Int64
    }

    private let query: UsageQuery
    private let days: ClosedRange<Day>
    private let app: Int64?
    private let sheet: Int64?
    /// Whether the question names an app or a sheet that no event has.
    private let asksForNothing: Bool
    private let db: Database

    init(_ query: UsageQuery, _ db: Database) throws {
        self.query = query
        self.db = db
        let last = min(max(query.to, query.from), query.from.advanced(by: UsageQuery.maximumDays - 1))
        days = query.from...last
        let resolver = ThingResolver(db: db)
        app = try query.app.flatMap { try resolver.things(.app, id: $0).first }
        sheet = try query.sheet.flatMap { try resolver.things(.sheet, id: $0, app: query.app).first }
        asksForNothing = (query.app != nil && app == nil) || (query.sheet != nil && sheet == nil)
    }

    func report() throws -> UsageReport {
        guard !asksForNothing else { return UsageReport(days: days, rows: [], isCut: false, unused: []) }
        let limit = min(max(1, query.limit), UsageQuery.maximumRows)
        let sums = try sums(limit: limit + 1)
        let rows = try sums.prefix(limit).compactMap { try row($0) }
        return UsageReport(days: days, rows: rows, isCut: sums.count > limit, unused: try unused())
    }

    // MARK: What is added up

    /// Table, column of the thing, column that counts, and the table of things.
    private var source: (table: String, thing: String, count: String, things: String) {
        switch query.level {
        case .apps: ("person_day", "app", "views", "app")
        case .sheets: ("sheet_day", "sheet", "visits", "sheet")
        case .objects: ("object_day", "object", "views", "object")
        }
    }

    private func sums(limit: Int) throws -> [Sum] {
        let source = source
        let order =
            switch query.order {
            case .attention: "4 DESC, 3 DESC"
            case .views: "3 DESC, 4 DESC"
            case .people: "2 DESC, 3 DESC"
            case .leastViewed: "3 ASC, 4 ASC"
            }
        var clauses = ["f.\(source.thing) IN (SELECT value FROM json_each(?))", "f.day BETWEEN ? AND ?"]
        if query.level == .apps { clauses[0] = "f.app <> 0 AND \(clauses[0])" }
        let arguments: StatementArguments = [try things().jsonText, days.lowerBound.rawValue, days.upperBound.rawValue]
        let index = query.level == .apps ? "INDEXED BY person_day_app" : ""
        return try Row.fetchAll(
            db,
            sql: """
                SELECT f.\(source.thing), count(DISTINCT f.person), sum(f.\(source.count)), sum(f.ms), max(f.day)
                FROM \(source.table) f \(index) WHERE \(clauses.joined(separator: " AND "))
                GROUP BY f.\(source.thing) ORDER BY \(order), 1 LIMIT ?
                """,
            arguments: arguments + [limit]
        ).map { Sum(id: $0[0], people: $0[1], views: $0[2], milliseconds: $0[3], lastDay: $0[4]) }
    }

    private func things() throws -> [Int64] {
        var clauses: [String] = []
        var arguments = StatementArguments()
        if let app {
            clauses.append(query.level == .apps ? "id = ?" : "app = ?")
            arguments += [app]
        }
        if let sheet, query.level != .apps {
            clauses.append(query.level == .sheets ? "id = ?" : "sheet = ?")
            arguments += [sheet]
        }
        let condition = clauses.isEmpty ? "1" : clauses.joined(separator: " AND ")
        return try Int64.fetchAll(
            db,
            sql: "SELECT id FROM \(source.things) WHERE \(condition) ORDER BY events DESC, id LIMIT ?",
            arguments: arguments + [Self.maximumThings]
        )
    }

    // MARK: Rows

    private func row(_ sum: Sum) throws -> UsageRow? {
        guard let names = try names(of: sum.id) else { return nil }
        return UsageRow(
            thing: names.thing,
            app: names.app,
            sheet: names.sheet,
            people: sum.people,
            views: sum.views,
            activeMilliseconds: sum.milliseconds,
            lastDay: Day(sum.lastDay),
            trend: try trend(of: sum.id)
        )
    }

    private func names(of id: Int64) throws -> (thing: NamedThing, app: NamedThing?, sheet: NamedThing?)? {
        let sql =
            switch query.level {
            case .apps: "SELECT a.sent, a.name, NULL, a.sent, a.name, NULL, NULL FROM app a WHERE a.id = ?"
            case .sheets:
                """
                SELECT s.sent, s.name, NULL, a.sent, a.name, NULL, NULL FROM sheet s LEFT JOIN app a ON a.id = s.app
                WHERE s.id = ?
                """
            case .objects:
                """
                SELECT o.sent, o.name, o.type, a.sent, a.name, s.sent, s.name FROM object o
                LEFT JOIN app a ON a.id = o.app LEFT JOIN sheet s ON s.id = o.sheet WHERE o.id = ?
                """
            }
        guard let row = try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [id]) else { return nil }
        return (
            NamedThing(id: row[0], name: row[1], type: row[2]),
            (row[3] as String?).map { NamedThing(id: $0, name: row[4]) },
            (row[5] as String?).map { NamedThing(id: $0, name: row[6]) }
        )
    }

    private func trend(of id: Int64) throws -> [Int] {
        let source = source
        var trend = Array(repeating: 0, count: Int(days.upperBound.rawValue - days.lowerBound.rawValue) + 1)
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT day, sum(\(source.count)) FROM \(source.table)
                    WHERE \(source.thing) = ? AND day BETWEEN ? AND ? GROUP BY day
                    """
            ),
            arguments: [id, days.lowerBound.rawValue, days.upperBound.rawValue]
        )
        while let row = try rows.next() { trend[Int((row[0] as Int64) - days.lowerBound.rawValue)] = row[1] }
        return trend
    }

    /// What the newest inventory names and nobody used.
    private func unused() throws -> [NamedThing] {
        guard let app, query.level != .apps, let inventory = try Inventory(app: app, db) else { return [] }
        let source = source
        let used = try String.fetchSet(
            db,
            sql: """
                SELECT DISTINCT t.key FROM \(source.things) t JOIN \(source.table) f ON f.\(source.thing) = t.id
                WHERE t.app = ? AND f.day BETWEEN ? AND ?
                """,
            arguments: [app, days.lowerBound.rawValue, days.upperBound.rawValue]
        )
        var unused: [NamedThing] = []
        for sheet in inventory.sheets
        where query.sheet == nil || CatalogText.key(sheet.id) == query.sheet.map(CatalogText.key) {
            if query.level == .sheets {
                if !used.contains(CatalogText.key(sheet.id)) {
                    unused.append(NamedThing(id: sheet.id, name: sheet.title))
                }
            } else {
                for object in sheet.objects where !used.contains(CatalogText.key(object.id)) {
                    unused.append(NamedThing(id: object.id, name: object.title, type: object.type))
                }
            }
        }
        return Array(unused.prefix(UsageQuery.maximumRows))
    }
}
