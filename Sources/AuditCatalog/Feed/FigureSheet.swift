import GRDB

/// Daily and hourly figures of a batch, added to those in the database at its end.
struct FigureSheet {
    /// What one event adds.
    struct Entry {
        let time: Int64
        let received: Int64
        let offset: Int64
        /// 0 where the event names nothing.
        let person: Int64
        let app: Int64
        let sheet: Int64
        let object: Int64
        let isView: Bool
        let isVisit: Bool
        let milliseconds: Int64
        let hasData: Bool
    }

    static let millisecondsPerHour: Int64 = 3_600_000
    static let millisecondsPerDay: Int64 = 24 * millisecondsPerHour

    private struct PersonDay: Hashable {
        let day: Int64
        let person: Int64
        let app: Int64
    }

    private struct PersonFigures {
        var events: Int64 = 0
        var views: Int64 = 0
        var milliseconds: Int64 = 0
        var data: Int64 = 0
        var hours: Int64 = 0
        var first: Int64
        var last: Int64
    }

    private struct ThingDay: Hashable {
        let thing: Int64
        let day: Int64
        let person: Int64
    }

    private struct Uses {
        var count: Int64 = 0
        var milliseconds: Int64 = 0
    }

    private struct AppHour: Hashable {
        let hour: Int64
        let app: Int64
    }

    private var people: [PersonDay: PersonFigures] = [:]
    private var sheets: [ThingDay: Uses] = [:]
    private var objects: [ThingDay: Uses] = [:]
    private var hours: [AppHour: Int64] = [:]

    /// Adds one event.
    mutating func add(_ entry: Entry) {
        let day = entry.time / Self.millisecondsPerDay
        let hour = entry.time / Self.millisecondsPerHour % 24
        let viewed = entry.isView ? entry.milliseconds : 0
        let figures = PersonFigures(first: entry.offset, last: entry.offset)
        Self.add(
            entry,
            viewed,
            hour,
            &people[PersonDay(day: day, person: entry.person, app: entry.app), default: figures]
        )
        hours[AppHour(hour: entry.received / Self.millisecondsPerHour, app: entry.app), default: 0] += 1
        if entry.sheet != 0, entry.isVisit || entry.isView {
            let key = ThingDay(thing: entry.sheet, day: day, person: entry.person)
            sheets[key, default: Uses()].count += entry.isVisit ? 1 : 0
            sheets[key, default: Uses()].milliseconds += viewed
        }
        if entry.object != 0, entry.isView {
            let key = ThingDay(thing: entry.object, day: day, person: entry.person)
            objects[key, default: Uses()].count += 1
            objects[key, default: Uses()].milliseconds += viewed
        }
    }

    private static func add(_ entry: Entry, _ viewed: Int64, _ hour: Int64, _ figures: inout PersonFigures) {
        figures.events += 1
        figures.views += entry.isView ? 1 : 0
        figures.milliseconds += viewed
        figures.data += entry.hasData ? 1 : 0
        figures.hours |= 1 << hour
        figures.last = entry.offset
    }

    /// Writes everything and begins anew.
    mutating func flush(_ db: Database) throws {
        let personDay = try db.cachedStatement(
            sql: """
                INSERT INTO person_day (day, person, app, events, views, ms, data, hours, first_offset, last_offset)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET events = events + excluded.events,
                views = views + excluded.views, ms = ms + excluded.ms, data = data + excluded.data,
                hours = hours | excluded.hours, last_offset = excluded.last_offset
                """
        )
        for (key, value) in people {
            try personDay.execute(
                arguments: [
                    key.day, key.person, key.app, value.events, value.views, value.milliseconds, value.data,
                    value.hours, value.first, value.last,
                ]
            )
        }
        try flush(sheets, into: "sheet_day", "sheet", "visits", db)
        try flush(objects, into: "object_day", "object", "views", db)
        let hour = try db.cachedStatement(
            sql: """
                INSERT INTO app_hour (hour, app, events) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET events = events + excluded.events
                """
        )
        for (key, count) in hours { try hour.execute(arguments: [key.hour, key.app, count]) }
        self = FigureSheet()
    }

    private func flush(
        _ uses: [ThingDay: Uses],
        into table: String,
        _ thing: String,
        _ count: String,
        _ db: Database
    ) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO \(table) (\(thing), day, person, \(count), ms) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET \(count) = \(count) + excluded.\(count), ms = ms + excluded.ms
                """
        )
        for (key, value) in uses {
            try statement.execute(arguments: [key.thing, key.day, key.person, value.count, value.milliseconds])
        }
    }
}
