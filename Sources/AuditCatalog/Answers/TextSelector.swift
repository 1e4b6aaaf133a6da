import GRDB

/// Selects events by a text, in the order of time.
///
/// A text that few contents have is followed from the contents to their events. One that many have is looked for along
/// time, where it is met soon.
struct TextSelector {
    /// How long a look along time may take; then the page ends early and says so.
    static let lookBound: Duration = .seconds(1)

    let selector: EventSelector
    let match: TextMatch

    /// A page of places.
    struct Result {
        var places: [EventSelector.Place]
        /// Where the look ended early; nil when it did not.
        var stopped: EventSelector.Place?
    }

    /// The first places behind `after`, at most `limit`.
    func places(after: EventSelector.Place?, limit: Int, _ db: Database) throws -> Result {
        if match.isEmpty { return Result(places: []) }
        if case .some(let data) = match.data, case .some(let selections) = match.selections {
            return Result(places: try follow(data, selections, after, limit, db))
        }
        return try look(after, limit, db)
    }

    // MARK: From contents to events

    private func follow(
        _ data: [Int64],
        _ selections: [Int64],
        _ after: EventSelector.Place?,
        _ limit: Int,
        _ db: Database
    ) throws -> [EventSelector.Place] {
        var found: Set<EventSelector.Place> = []
        if !data.isEmpty { found.formUnion(try follow("data", data, after, limit, db)) }
        if !selections.isEmpty { found.formUnion(try follow("selection", selections, after, limit, db)) }
        for (kind, ids) in match.things {
            // Each thing's own index gives its events in order; many things are gone through together.
            let groups = ids.count <= 64 ? ids.sorted().map { [$0] } : [ids.sorted()]
            for group in groups { found.formUnion(try follow(kind.table, group, after, limit, db)) }
        }
        let sorted = found.sorted { $0.isBefore($1, ascending: selector.isAscending) }
        return Array(sorted.prefix(limit))
    }

    private func follow(
        _ column: String,
        _ ids: [Int64],
        _ after: EventSelector.Place?,
        _ limit: Int,
        _ db: Database
    ) throws -> [EventSelector.Place] {
        let (clause, arguments) = selector.residual(of: nil)
        let (range, bounds) = selector.timeRange(after: after)
        let leading = ids.count == 1 ? "e.\(column) = ?" : "e.\(column) IN (SELECT value FROM json_each(?))"
        let direction = selector.direction
        let sql = """
            SELECT e.time, e.offset FROM event e INDEXED BY event_\(column) WHERE \(leading)\(range) AND \(clause)
            ORDER BY e.time \(direction), e.offset \(direction) LIMIT ?
            """
        let values: StatementArguments = ids.count == 1 ? [ids[0]] : [ids.jsonText]
        return try Row.fetchAll(db, sql: sql, arguments: values + bounds + arguments + [limit])
            .map { EventSelector.Place(time: $0[0], offset: $0[1]) }
    }

    // MARK: Along time

    private func look(_ after: EventSelector.Place?, _ limit: Int, _ db: Database) throws -> Result {
        var result = Result(places: [])
        guard let lead = selector.lead, lead.ids.count > 1 else {
            return try look(selector.lead, selector.lead?.ids.first, after, limit, db)
        }
        for id in lead.ids {
            let part = try look(lead, id, after, limit, db)
            result.places += part.places
            if let stopped = part.stopped {
                let isEarlier = result.stopped.map { stopped.isBefore($0, ascending: selector.isAscending) } ?? true
                if isEarlier { result.stopped = stopped }
            }
        }
        result.places.sort { $0.isBefore($1, ascending: selector.isAscending) }
        if let stopped = result.stopped {
            // Behind the place where one look ended, others are of no use yet.
            result.places.removeAll { stopped.isBefore($0, ascending: selector.isAscending) }
        }
        result.places = Array(result.places.prefix(limit))
        return result
    }

    private func look(
        _ lead: EventSelector.Condition?,
        _ id: Int64?,
        _ after: EventSelector.Place?,
        _ limit: Int,
        _ db: Database
    ) throws -> Result {
        var result = Result(places: [])
        let deadline = ContinuousClock.now.advanced(by: Self.lookBound)
        result.stopped = try look(lead, id, after, until: deadline, db) { place, _ in
            result.places.append(place)
            return result.places.count < limit
        }
        return result
    }

    /// Goes along time and hands events with the text to `body`, place and person, until it returns false.
    ///
    /// Returns where the look was when `deadline` passed; nil when it did not.
    func look(
        _ lead: EventSelector.Condition?,
        _ id: Int64?,
        _ after: EventSelector.Place?,
        until deadline: ContinuousClock.Instant,
        _ db: Database,
        _ body: (EventSelector.Place, Int64?) -> Bool
    ) throws -> EventSelector.Place? {
        let (clause, arguments) = selector.residual(of: lead)
        let (range, bounds) = selector.timeRange(after: after)
        let leading = lead.map { "e.\($0.column) = ?" } ?? "1"
        let direction = selector.direction
        let sql = """
            SELECT e.time, e.offset, e.data, e.selection, e.person, e.app, e.sheet, e.object
            FROM event e INDEXED BY \(lead?.index ?? "event_time") WHERE \(leading)\(range) AND \(clause)
            \(match.things.isEmpty ? "AND (e.data IS NOT NULL OR e.selection IS NOT NULL)" : "")
            ORDER BY e.time \(direction), e.offset \(direction)
            """
        var values = StatementArguments()
        if let id { values += [id] }
        let rows = try Row.fetchCursor(db, sql: sql, arguments: values + bounds + arguments)
        var members = TextMembers(match, db)
        var looked = 0
        while let row = try rows.next() {
            let place = EventSelector.Place(time: row[0], offset: row[1])
            if try members.contains(row), !body(place, row[4]) { return nil }
            looked += 1
            if looked % 64 == 0, ContinuousClock.now >= deadline { return place }
        }
        return nil
    }
}
