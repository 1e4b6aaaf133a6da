import GRDB

/// Numbers of what events name, and what is newly known of it; touched only by the indexer.
///
/// Rows are inserted at once, in the order of the journal, so that the same journal gives the same numbers. What changes
/// with every event (counts, last use) is collected and written at the end of a batch.
struct ThingRegistry {
    /// Numbers that are remembered of each kind of thing.
    private static let cacheLimit = 50_000

    private struct Place: Hashable {
        let app: Int64
        let key: String
    }

    private struct NameKey: Hashable {
        let kind: ThingKind
        let thing: Int64
        let name: String
    }

    private struct Known {
        let id: Int64
        /// First and last use in this batch and, where they were remembered, in those before.
        var first: Int64
        var last: Int64
        var isDirty = false
    }

    private struct KindKey: Hashable {
        let name: String
        let isOwn: Bool
    }

    private var kinds = BoundedCache<KindKey, Int64>(limit: 1_000)
    private var people = BoundedCache<String, Int64>(limit: cacheLimit)
    private var apps = BoundedCache<String, Int64>(limit: 10_000)
    private var sheets = BoundedCache<Place, Int64>(limit: cacheLimit)
    private var objects = BoundedCache<Place, Int64>(limit: cacheLimit)
    private var names: [NameKey: Known] = [:]
    private(set) var changes = ThingChanges()

    /// Number of an event type; a new one gets the next.
    mutating func kind(_ name: String, isOwn: Bool, _ db: Database) throws -> Int64 {
        let key = KindKey(name: name, isOwn: isOwn)
        if let id = kinds[key] { return id }
        let isListed = !isOwn || name == OwnFacts.conflict || name.hasPrefix(OwnFacts.screenshotPrefix)
        let id = try find(
            db,
            "SELECT id FROM kind WHERE name = ? AND is_own = ?",
            [name, isOwn],
            orInsert: "INSERT INTO kind (name, is_own, is_listed) VALUES (?, ?, ?)",
            [name, isOwn, isListed]
        ).id
        kinds[key] = id
        return id
    }

    /// Number of a person.
    mutating func person(_ identity: String, at time: Int64, _ db: Database) throws -> Int64 {
        if let id = people[identity] { return id }
        let key = CatalogText.key(identity)
        let (id, isNew) = try find(
            db,
            "SELECT id FROM person WHERE key = ?",
            [key],
            orInsert: "INSERT INTO person (key, identity, user_key) VALUES (?, ?, ?)",
            [key, identity, Person(identity).userID.map { CatalogText.key($0) }]
        )
        if isNew { _ = try insertName(NameKey(kind: .person, thing: id, name: identity), at: time, db) }
        people[identity] = id
        return id
    }

    /// Number of an app.
    mutating func app(_ sent: String, _ db: Database) throws -> Int64 {
        if let id = apps[sent] { return id }
        let key = CatalogText.key(sent)
        let id = try find(
            db,
            "SELECT id FROM app WHERE key = ?",
            [key],
            orInsert: "INSERT INTO app (key, sent) VALUES (?, ?)",
            [key, sent]
        ).id
        apps[sent] = id
        return id
    }

    /// Number of a sheet of an app; 0 is the app that no event names.
    mutating func sheet(_ sent: String, in app: Int64, _ db: Database) throws -> Int64 {
        let place = Place(app: app, key: sent)
        if let id = sheets[place] { return id }
        let id = try thing("sheet", sent, in: app, db)
        sheets[place] = id
        return id
    }

    /// Number of an object of an app.
    mutating func object(_ sent: String, in app: Int64, _ db: Database) throws -> Int64 {
        let place = Place(app: app, key: sent)
        if let id = objects[place] { return id }
        let id = try thing("object", sent, in: app, db)
        objects[place] = id
        return id
    }

    /// Notes that a thing was called so at a moment.
    mutating func note(_ name: String, of kind: ThingKind, _ thing: Int64, at time: Int64, _ db: Database) throws {
        changes.name(name, of: kind, thing, at: time)
        let key = NameKey(kind: kind, thing: thing, name: name)
        if var known = names[key] {
            if time > known.last || time < known.first {
                known.first = min(known.first, time)
                known.last = max(known.last, time)
                known.isDirty = true
                names[key] = known
            }
            return
        }
        if names.count >= Self.cacheLimit { try flushNames(db, forgetting: true) }
        let found = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM name WHERE thing_kind = ? AND thing = ? AND name = ?"),
            arguments: [kind.rawValue, thing, name]
        )
        let id = try found ?? insertName(key, at: time, db)
        try widen(id, from: time, to: time, db)
        names[key] = Known(id: id, first: time, last: time)
    }

    /// Counts one event of a thing.
    mutating func count(_ kind: ThingKind, _ thing: Int64) { changes.count(kind, thing) }

    /// Counts one event of an app, the newest so far.
    mutating func count(app: Int64, received: Int64, offset: Int64) {
        changes.count(app: app, received: received, offset: offset)
    }

    /// Adds numbers of an app's pages that are missing, or takes away those that came late.
    mutating func addMissing(_ count: Int64, ofApp app: Int64) { changes.addMissing(count, ofApp: app) }

    /// Notes what an event tells of an object beside its title.
    mutating func note(object: Int64, type: String?, sheet: Int64?, at time: Int64) {
        changes.note(object: object, type: type, sheet: sheet, at: time)
    }

    /// Counts one record of a type.
    mutating func count(kind: Int64) { changes.count(kind: kind) }

    /// Writes what was collected.
    mutating func flush(_ db: Database) throws {
        try flushNames(db, forgetting: false)
        try changes.flush(db)
    }

    private mutating func flushNames(_ db: Database, forgetting: Bool) throws {
        for (key, known) in names where known.isDirty {
            try widen(known.id, from: known.first, to: known.last, db)
            names[key]?.isDirty = false
        }
        if forgetting { names.removeAll() }
    }

    private func widen(_ name: Int64, from first: Int64, to last: Int64, _ db: Database) throws {
        try db.cachedStatement(sql: "UPDATE name SET first = min(first, ?), last = max(last, ?) WHERE id = ?")
            .execute(arguments: [first, last, name])
    }

    private func insertName(_ key: NameKey, at time: Int64, _ db: Database) throws -> Int64 {
        try db.cachedStatement(
            sql: "INSERT INTO name (thing_kind, thing, name, key, first, last) VALUES (?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [key.kind.rawValue, key.thing, key.name, CatalogText.key(key.name), time, time])
        let id = db.lastInsertedRowID
        var document = SearchDocument()
        document.addName(key.name)
        try db.cachedStatement(sql: "INSERT INTO name_text (rowid, terms) VALUES (?, ?)")
            .execute(arguments: [id, document.text])
        return id
    }

    private func thing(_ table: String, _ sent: String, in app: Int64, _ db: Database) throws -> Int64 {
        let key = CatalogText.key(sent)
        return try find(
            db,
            "SELECT id FROM \(table) WHERE app = ? AND key = ?",
            [app, key],
            orInsert: "INSERT INTO \(table) (app, key, sent) VALUES (?, ?, ?)",
            [app, key, sent]
        ).id
    }

    private func find(
        _ db: Database,
        _ select: String,
        _ arguments: StatementArguments,
        orInsert insert: String,
        _ values: StatementArguments
    ) throws -> (id: Int64, isNew: Bool) {
        if let id = try Int64.fetchOne(db.cachedStatement(sql: select), arguments: arguments) { return (id, false) }
        try db.cachedStatement(sql: insert).execute(arguments: values)
        return (db.lastInsertedRowID, true)
    }
}
