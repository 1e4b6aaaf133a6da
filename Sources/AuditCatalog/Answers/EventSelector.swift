import AuditEvents
import AuditJournal
import GRDB

/// Selects events by what they name, in the order of time; builds statements whose texts are all constants.
///
/// The condition with the fewest events leads: its index gives events in the order of time, and the others are looked at
/// row by row until the page is full.
struct EventSelector: Sendable {
    /// A column that must have one of some values.
    struct Condition: Sendable {
        let column: String
        let index: String
        let ids: [Int64]
        /// Events with one of the values.
        let events: Int64
    }

    /// Place of an event in a list.
    struct Place: Sendable, Hashable {
        let time: Int64
        let offset: Int64

        /// Whether it stands before the other one.
        func isBefore(_ other: Place, ascending: Bool) -> Bool {
            let isLess = (time, offset) < (other.time, other.offset)
            return self != other && (ascending ? isLess : !isLess)
        }
    }

    /// Rows that are looked at to count what matches.
    static let countedRows = 20_000
    /// A count above this is told as more than this.
    static let maximumCount = 10_000

    /// All must hold.
    private(set) var conditions: [Condition] = []
    /// Types of own records that are not listed.
    private(set) var hiddenKinds: [Int64] = []
    var from: Int64?
    var to: Int64?
    var isAscending = false

    /// Selects everything.
    init() {}

    /// Selects what a query describes, but for its text and its page; nil when it names something that no event has.
    init?(_ query: SearchQuery, _ db: Database) throws {
        from = query.from?.milliseconds
        to = query.to?.milliseconds
        isAscending = query.isOldestFirst
        let resolver = ThingResolver(db: db)
        if let user = query.user { try add("person", try resolver.people(user), resolver) }
        if let app = query.app { try add("app", try resolver.things(.app, app), resolver) }
        if let sheet = query.sheet { try add("sheet", try resolver.things(.sheet, sheet), resolver) }
        if let object = query.object { try add("object", try resolver.things(.object, object), resolver) }
        if let type = query.type { try add("kind", try resolver.kinds(type), resolver) }
        guard conditions.allSatisfy({ !$0.ids.isEmpty }) else { return nil }
        if !query.includesOwnRecords, query.type == nil {
            hiddenKinds = try Int64.fetchAll(db, sql: "SELECT id FROM kind WHERE is_listed = 0 ORDER BY id")
        }
    }

    /// Adds a condition on a column of the table `event` that has an index of its own and a table of the same name.
    mutating func add(_ column: String, _ ids: [Int64], _ resolver: ThingResolver) throws {
        let events = try resolver.events(of: ids, in: column)
        conditions.append(Condition(column: column, index: "event_\(column)", ids: ids, events: events))
    }

    /// The first places behind `after`, at most `limit`.
    func places(after: Place?, limit: Int, _ db: Database) throws -> [Place] {
        guard let lead else { return try places(nil, nil, after, limit, db) }
        var all: [Place] = []
        for id in lead.ids { all += try places(lead, id, after, limit, db) }
        all.sort { $0.isBefore($1, ascending: isAscending) }
        return Array(all.prefix(limit))
    }

    /// How many events there are, as far as a bounded look tells.
    func count(_ db: Database) throws -> EstimatedCount {
        var (found, looked): (Int64, Int64) = (0, 0)
        for id in lead?.ids.map(Optional.some) ?? [nil] {
            let (clause, arguments) = residual(of: lead)
            let (range, bounds) = timeRange(after: nil)
            let leading = lead.map { "e.\($0.column) = ?" } ?? "1"
            let source = "event e INDEXED BY \(lead?.index ?? "event_time")"
            let sql = """
                SELECT count(*), sum(hit) FROM (SELECT (\(clause)) AS hit FROM \(source)
                WHERE \(leading)\(range) ORDER BY e.time \(direction) LIMIT ?)
                """
            var values = arguments
            if let id { values += [id] }
            let row = try Row.fetchOne(db, sql: sql, arguments: values + bounds + [Self.countedRows])
            looked = max(looked, row?[0] ?? 0)
            found += row?[1] ?? 0
        }
        if found > Self.maximumCount { return .moreThan(Self.maximumCount) }
        return looked >= Self.countedRows ? .moreThan(Int(found)) : .exactly(Int(found))
    }

    /// The condition that the selection goes along; nil when there is none, and it goes along time.
    var lead: Condition? { conditions.min { $0.events < $1.events } }

    /// Conditions beside those of `lead` as one expression, with its arguments.
    func residual(of lead: Condition?) -> (clause: String, arguments: StatementArguments) {
        var clauses: [String] = []
        var arguments = StatementArguments()
        for condition in conditions where condition.column != lead?.column {
            clauses.append("e.\(condition.column) IN (SELECT value FROM json_each(?))")
            arguments += [condition.ids.jsonText]
        }
        if !hiddenKinds.isEmpty {
            clauses.append("e.kind NOT IN (SELECT value FROM json_each(?))")
            arguments += [hiddenKinds.jsonText]
        }
        return (clauses.isEmpty ? "1" : clauses.joined(separator: " AND "), arguments)
    }

    /// The bounds of time and page as further conditions that begin with `AND`.
    func timeRange(after: Place?) -> (clause: String, arguments: StatementArguments) {
        var clause = ""
        var arguments = StatementArguments()
        if let from {
            clause += " AND e.time >= ?"
            arguments += [from]
        }
        if let to {
            clause += " AND e.time < ?"
            arguments += [to]
        }
        if let after {
            let beyond = isAscending ? ">" : "<"
            clause += " AND e.time \(beyond)= ? AND (e.time \(beyond) ? OR e.offset \(beyond) ?)"
            arguments += [after.time, after.time, after.offset]
        }
        return (clause, arguments)
    }

    /// The order of SQL.
    var direction: String { isAscending ? "ASC" : "DESC" }

    private func places(
        _ lead: Condition?,
        _ id: Int64?,
        _ after: Place?,
        _ limit: Int,
        _ db: Database
    ) throws -> [Place] {
        let (clause, arguments) = residual(of: lead)
        let (range, bounds) = timeRange(after: after)
        let leading = lead.map { "e.\($0.column) = ?" } ?? "1"
        let sql = """
            SELECT e.time, e.offset FROM event e INDEXED BY \(lead?.index ?? "event_time")
            WHERE \(leading)\(range) AND \(clause) ORDER BY e.time \(direction), e.offset \(direction) LIMIT ?
            """
        var values = StatementArguments()
        if let id { values += [id] }
        return try Row.fetchAll(db, sql: sql, arguments: values + bounds + arguments + [limit])
            .map { Place(time: $0[0], offset: $0[1]) }
    }
}
