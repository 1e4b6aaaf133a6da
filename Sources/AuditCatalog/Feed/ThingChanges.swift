import GRDB

/// What a batch changes of the rows of people, apps, sheets, objects and event types, written in one go.
struct ThingChanges {
    private struct Thing: Hashable {
        let kind: ThingKind
        let id: Int64
    }

    /// The newest of several values by the events' own time; of equal times the later one in the journal.
    private struct Newest<Value> {
        var value: Value
        var time: Int64

        mutating func take(_ value: Value, at time: Int64) {
            guard time >= self.time else { return }
            self.value = value
            self.time = time
        }
    }

    private var counts: [Thing: Int64] = [:]
    private var names: [Thing: Newest<String>] = [:]
    private var types: [Int64: Newest<String>] = [:]
    private var sheets: [Int64: Newest<Int64>] = [:]
    private var missing: [Int64: Int64] = [:]
    private var lastOfApp: [Int64: (received: Int64, offset: Int64)] = [:]
    private var kinds: [Int64: Int64] = [:]

    /// Counts one event of a thing.
    mutating func count(_ kind: ThingKind, _ thing: Int64) { counts[Thing(kind: kind, id: thing), default: 0] += 1 }

    /// Counts one record of a type.
    mutating func count(kind: Int64) { kinds[kind, default: 0] += 1 }

    /// Counts one event of an app, the newest so far.
    mutating func count(app: Int64, received: Int64, offset: Int64) {
        count(.app, app)
        lastOfApp[app] = (received, offset)
    }

    /// Adds missing numbers.
    mutating func addMissing(_ count: Int64, ofApp app: Int64) {
        if count != 0 { missing[app, default: 0] += count }
    }

    /// Notes a name.
    mutating func name(_ name: String, of kind: ThingKind, _ thing: Int64, at time: Int64) {
        let key = Thing(kind: kind, id: thing)
        if names[key]?.take(name, at: time) == nil { names[key] = Newest(value: name, time: time) }
    }

    /// Notes what an event tells of an object beside its title.
    mutating func note(object: Int64, type: String?, sheet: Int64?, at time: Int64) {
        if let type, types[object]?.take(type, at: time) == nil { types[object] = Newest(value: type, time: time) }
        if let sheet, sheets[object]?.take(sheet, at: time) == nil {
            sheets[object] = Newest(value: sheet, time: time)
        }
    }

    /// Writes everything and begins anew.
    mutating func flush(_ db: Database) throws {
        for (thing, count) in counts {
            try db.cachedStatement(sql: "UPDATE \(Self.table(thing.kind)) SET events = events + ? WHERE id = ?")
                .execute(arguments: [count, thing.id])
        }
        for (thing, name) in names where thing.kind != .person {
            let table = Self.table(thing.kind)
            try db.cachedStatement(
                sql: "UPDATE \(table) SET name = ?1, name_time = ?2 WHERE id = ?3 AND name_time <= ?2"
            )
            .execute(arguments: [name.value, name.time, thing.id])
        }
        for (object, type) in types {
            try db.cachedStatement(sql: "UPDATE object SET type = ?1, type_time = ?2 WHERE id = ?3 AND type_time <= ?2")
                .execute(arguments: [type.value, type.time, object])
        }
        for (object, sheet) in sheets {
            try db.cachedStatement(
                sql: "UPDATE object SET sheet = ?1, sheet_time = ?2 WHERE id = ?3 AND sheet_time <= ?2"
            ).execute(arguments: [sheet.value, sheet.time, object])
        }
        for (app, count) in missing {
            try db.cachedStatement(sql: "UPDATE app SET missing = missing + ? WHERE id = ?")
                .execute(arguments: [count, app])
        }
        for (app, last) in lastOfApp {
            try db.cachedStatement(sql: "UPDATE app SET last_received = ?, last_offset = ? WHERE id = ?")
                .execute(arguments: [last.received, last.offset, app])
        }
        for (kind, count) in kinds {
            try db.cachedStatement(sql: "UPDATE kind SET events = events + ? WHERE id = ?")
                .execute(arguments: [count, kind])
        }
        self = ThingChanges()
    }

    private static func table(_ kind: ThingKind) -> String {
        switch kind {
        case .person: "person"
        case .app: "app"
        case .sheet: "sheet"
        case .object: "object"
        }
    }
}
