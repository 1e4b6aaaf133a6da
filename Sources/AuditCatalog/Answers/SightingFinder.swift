import AuditEvents
import GRDB

/// Finds the events that prove that something was seen, and counts them by people.
struct SightingFinder {
    /// How long people are counted along time.
    static let peopleBound: Duration = .milliseconds(200)
    /// Events of an object or a sheet from which people are counted; of more of them the newest.
    static let maximumCountedEvents = 100_000

    /// Types of events that show that an object was on screen.
    private static let objectTypes = [
        EventType.objectViewDuration.name, EventType.screenshotURLReceived.name, "event.objectdata.captured",
    ]

    private enum Way {
        case text(TextSelector)
        case events
        case sessions
    }

    private let way: Way
    private var selector: EventSelector

    /// Makes ready; nil when it names something that no event has.
    init?(_ query: SightingQuery, _ db: Database) throws {
        let resolver = ThingResolver(db: db)
        var selector = EventSelector()
        selector.from = query.from?.milliseconds
        selector.to = query.to?.milliseconds
        if let user = query.user { try selector.add("person", try resolver.people(user), resolver) }
        var expression: SearchExpression?
        var isOfApp = false
        switch query.subject {
        case .value(let text, let field, .exact): expression = SearchExpression(value: text, field: field)
        case .value(let text, let field, .words): expression = SearchExpression(words: text, field: field)
        case .field(let name): expression = SearchExpression(field: name)
        case .object(let id, let app):
            try selector.add("object", try resolver.things(.object, id: id, app: app), resolver)
            try selector.add("kind", try Self.kinds(Self.objectTypes, resolver), resolver)
        case .sheet(let id):
            try selector.add("sheet", try resolver.things(.sheet, id: id), resolver)
            try selector.add("kind", try Self.kinds([EventType.sheetLoaded.name], resolver), resolver)
        case .app(let id):
            try selector.add("app", try resolver.things(.app, id: id), resolver)
            try selector.add("kind", try Self.kinds([EventType.sheetLoaded.name], resolver), resolver)
            isOfApp = true
        }
        // An app whose events are no visits was seen nevertheless.
        guard selector.conditions.allSatisfy({ !$0.ids.isEmpty || $0.column == "kind" }) else { return nil }
        self.selector = selector
        switch query.subject {
        case .value, .field:
            guard let expression else { return nil }
            let match = try TextMatch(expression, inNames: false, db)
            way = .text(TextSelector(selector: selector, match: match))
        case .object, .sheet, .app: way = isOfApp ? .sessions : .events
        }
    }

    private static func kinds(_ names: [String], _ resolver: ThingResolver) throws -> [Int64] {
        try names.flatMap { try resolver.kinds($0) }
    }

    /// The first places behind `after`, the newest first.
    func places(after: EventSelector.Place?, limit: Int, _ db: Database) throws -> TextSelector.Result {
        switch way {
        case .text(let text): try text.places(after: after, limit: limit, db)
        case .events, .sessions:
            TextSelector.Result(places: try selector.places(after: after, limit: limit, db))
        }
    }

    /// The people of all sightings, the most recent first, and whether a bound left some out.
    func people(_ db: Database) throws -> (people: [PersonSightings], isCut: Bool) {
        switch way {
        case .text(let text): try peopleByText(text, db)
        case .events: try peopleByEvents(db)
        case .sessions: try peopleBySessions(db)
        }
    }

    private func peopleByText(_ text: TextSelector, _ db: Database) throws -> (people: [PersonSightings], isCut: Bool) {
        guard case .some(let data) = text.match.data, case .some(let selections) = text.match.selections else {
            return try peopleAlongTime(text, db)
        }
        let (clause, arguments) = selector.residual(of: nil)
        let (range, bounds) = selector.timeRange(after: nil)
        let parts = ["data", "selection"].map { column in
            """
            SELECT e.person AS person, e.time AS time FROM event e INDEXED BY event_\(column)
            WHERE e.\(column) IN (SELECT value FROM json_each(?))\(range) AND \(clause)
            """
        }
        return try people(
            """
            SELECT p.identity, count(*), min(v.time), max(v.time), NULL FROM (\(parts.joined(separator: " UNION ALL "))) v
            LEFT JOIN person p ON p.id = v.person GROUP BY v.person ORDER BY 4 DESC LIMIT ?
            """,
            [data.jsonText] + bounds + arguments + [selections.jsonText] + bounds + arguments,
            db
        )
    }

    /// People of a text that nearly everybody saw: from the newest sightings, as many as a bounded look meets.
    private func peopleAlongTime(
        _ text: TextSelector,
        _ db: Database
    ) throws -> (people: [PersonSightings], isCut: Bool) {
        var tallies: [Int64: (count: Int, first: Int64, last: Int64)] = [:]
        let deadline = ContinuousClock.now.advanced(by: Self.peopleBound)
        var isCut = false
        let lead = selector.lead
        for id in lead?.ids.map(Optional.some) ?? [nil] {
            let stopped = try text.look(lead, id, nil, until: deadline, db) { place, person in
                var tally = tallies[person ?? 0] ?? (0, place.time, place.time)
                tally.count += 1
                tally.first = min(tally.first, place.time)
                tally.last = max(tally.last, place.time)
                tallies[person ?? 0] = tally
                return true
            }
            isCut = isCut || stopped != nil
        }
        let newest = tallies.sorted { ($0.value.last, $1.key) > ($1.value.last, $0.key) }
        let people = try newest.prefix(SightingQuery.maximumPeople).map { number, tally in
            let identity = try String.fetchOne(
                db.cachedStatement(sql: "SELECT identity FROM person WHERE id = ?"),
                arguments: [number]
            )
            return PersonSightings(
                person: identity.map { Person($0) },
                count: tally.count,
                first: UTCTime(milliseconds: tally.first),
                last: UTCTime(milliseconds: tally.last),
                activeMilliseconds: nil
            )
        }
        return (people, isCut || newest.count > SightingQuery.maximumPeople)
    }

    private func peopleByEvents(_ db: Database) throws -> (people: [PersonSightings], isCut: Bool) {
        let (clause, arguments) = selector.residual(of: nil)
        let (range, bounds) = selector.timeRange(after: nil)
        let index = selector.conditions.contains { $0.column == "object" } ? "event_object" : "event_sheet"
        let source = """
            SELECT e.person AS person, e.time AS time, e.view_ms AS ms FROM event e INDEXED BY \(index)
            WHERE \(clause)\(range) ORDER BY e.time DESC LIMIT \(Self.maximumCountedEvents)
            """
        let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM (\(source))", arguments: arguments + bounds) ?? 0
        let people = try people(
            """
            SELECT p.identity, count(*), min(v.time), max(v.time), sum(v.ms) FROM (\(source)) v
            LEFT JOIN person p ON p.id = v.person GROUP BY v.person ORDER BY 4 DESC LIMIT ?
            """,
            arguments + bounds,
            db
        )
        return (people.people, people.isCut || count >= Self.maximumCountedEvents)
    }

    /// People of an app by their sessions; looking time from the daily figures.
    private func peopleBySessions(_ db: Database) throws -> (people: [PersonSightings], isCut: Bool) {
        var clauses: [String] = []
        var values = StatementArguments()
        for condition in selector.conditions where condition.column != "kind" {
            clauses.append("s.\(condition.column) IN (SELECT value FROM json_each(?))")
            values += [condition.ids.jsonText]
        }
        if let from = selector.from {
            clauses.append("s.end >= ?")
            values += [from]
        }
        if let to = selector.to {
            clauses.append("s.begin < ?")
            values += [to]
        }
        return try people(
            """
            SELECT p.identity, count(*), min(s.begin), max(s.end), NULL FROM session s INDEXED BY session_app
            LEFT JOIN person p ON p.id = s.person WHERE \(clauses.joined(separator: " AND "))
            GROUP BY s.person ORDER BY 4 DESC LIMIT ?
            """,
            values,
            db
        )
    }

    private func people(
        _ sql: String,
        _ arguments: StatementArguments,
        _ db: Database
    ) throws -> (people: [PersonSightings], isCut: Bool) {
        let rows = try Row.fetchAll(db, sql: sql, arguments: arguments + [SightingQuery.maximumPeople + 1])
        let people = rows.prefix(SightingQuery.maximumPeople).map { row in
            PersonSightings(
                person: (row[0] as String?).map { Person($0) },
                count: row[1],
                first: UTCTime(milliseconds: row[2]),
                last: UTCTime(milliseconds: row[3]),
                activeMilliseconds: row[4]
            )
        }
        return (people, rows.count > SightingQuery.maximumPeople)
    }
}
