import GRDB

/// User sessions as they grow; touched only by the indexer.
///
/// An event belongs to the newest session of its page, person and app that begins before it and ends not long before it;
/// without such a one it begins a session. Decided from the database's contents alone, whatever is remembered here.
struct SessionRegistry {
    /// What tells sessions apart; 0 where an event names nothing.
    struct Key: Hashable {
        let page: Int64
        let person: Int64
        let app: Int64
    }

    /// What an event adds to its session.
    struct Step {
        let time: Int64
        /// Beginning of the view that it reports, if any.
        let viewBegin: Int64?
        let offset: Int64
        let isView: Bool
        let hasData: Bool
        let hasPicture: Bool
    }

    /// A pause that ends a session of a page: an open page may be read for long without an event.
    static let pageGap: Int64 = 4 * 3_600_000
    /// A pause that ends a session without a page.
    static let gap: Int64 = 30 * 60_000
    /// A view longer than this does not move the beginning of a session.
    static let maximumView: Int64 = 12 * 3_600_000
    /// Sessions that are remembered.
    private static let cacheLimit = 20_000

    private struct Session {
        let id: Int64
        var begin: Int64
        var end: Int64
        var firstOffset: Int64
        var events: Int64 = 0
        var views: Int64 = 0
        var data: Int64 = 0
        var pictures: Int64 = 0
        var isDirty = false
    }

    /// The newest session (by its beginning) of each key.
    private var newest: [Key: Session] = [:]

    /// Number of the session that an event belongs to.
    mutating func take(_ step: Step, of key: Key, _ db: Database) throws -> Int64 {
        let gap = key.page == 0 ? Self.gap : Self.pageGap
        if newest[key] == nil { try load(key, db) }
        if var session = newest[key], session.begin <= step.time + gap {
            if session.end >= step.time - gap {
                let begin = session.begin
                Self.add(step, to: &session)
                newest[key] = session
                if session.begin < begin {
                    // Another one may be the newest now; the database knows.
                    try flush(key, db)
                    newest[key] = nil
                }
                return session.id
            }
            return try begin(step, key, db)
        }
        guard newest[key] != nil else { return try begin(step, key, db) }
        // Older than the newest session: as rare as events that come hours late.
        try flush(key, db)
        guard var older = try find(key, before: step.time + gap, db), older.end >= step.time - gap else {
            return try begin(step, key, db)
        }
        Self.add(step, to: &older)
        try write(older, db)
        return older.id
    }

    /// Writes what changed.
    mutating func flush(_ db: Database) throws {
        for (key, session) in newest where session.isDirty {
            try write(session, db)
            newest[key]?.isDirty = false
        }
    }

    private static func add(_ step: Step, to session: inout Session) {
        session.begin = min(session.begin, begin(of: step))
        session.end = max(session.end, step.time)
        session.events += 1
        if step.isView { session.views += 1 }
        if step.hasData { session.data += 1 }
        if step.hasPicture { session.pictures += 1 }
        session.isDirty = true
    }

    private static func begin(of step: Step) -> Int64 {
        guard let begin = step.viewBegin, begin < step.time, step.time - begin <= maximumView else { return step.time }
        return begin
    }

    private mutating func begin(_ step: Step, _ key: Key, _ db: Database) throws -> Int64 {
        try db.cachedStatement(
            sql: """
                INSERT INTO session (page, person, app, begin, end, first_offset, events, views, data, pictures)
                VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, 0)
                """
        ).execute(arguments: [key.page, key.person, key.app, Self.begin(of: step), step.time, step.offset])
        var session = Session(
            id: db.lastInsertedRowID,
            begin: Self.begin(of: step),
            end: step.time,
            firstOffset: step.offset
        )
        Self.add(step, to: &session)
        if let known = newest[key], known.begin > session.begin {
            try write(session, db)
        } else {
            try flush(key, db)
            newest[key] = session
        }
        return session.id
    }

    private mutating func load(_ key: Key, _ db: Database) throws {
        if newest.count >= Self.cacheLimit {
            try flush(db)
            newest.removeAll(keepingCapacity: true)
        }
        newest[key] = try find(key, before: .max, db)
    }

    private mutating func flush(_ key: Key, _ db: Database) throws {
        guard let session = newest[key], session.isDirty else { return }
        try write(session, db)
        newest[key]?.isDirty = false
    }

    private func find(_ key: Key, before time: Int64, _ db: Database) throws -> Session? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT id, begin, end, first_offset, events, views, data, pictures FROM session
                    WHERE page = ? AND person = ? AND app = ? AND begin <= ? ORDER BY begin DESC, id DESC LIMIT 1
                    """
            ),
            arguments: [key.page, key.person, key.app, time]
        )
        return row.map { row in
            Session(
                id: row[0],
                begin: row[1],
                end: row[2],
                firstOffset: row[3],
                events: row[4],
                views: row[5],
                data: row[6],
                pictures: row[7]
            )
        }
    }

    private func write(_ session: Session, _ db: Database) throws {
        try db.cachedStatement(
            sql: "UPDATE session SET begin = ?, end = ?, events = ?, views = ?, data = ?, pictures = ? WHERE id = ?"
        ).execute(
            arguments: [
                session.begin, session.end, session.events, session.views, session.data, session.pictures, session.id,
            ]
        )
    }
}
