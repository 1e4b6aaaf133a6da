import GRDB

/// The tables of the catalog; what they mean stands in `docs/formats/catalog.md`.
///
/// The catalog is derived, so an old file is migrated only where that is cheaper than building it again. A file of a newer
/// program, or of an incompatible older one, is built again.
enum CatalogSchema {
    /// Raised when what is stored changes in a way that no migration covers: the file is then built again.
    static let format: Int64 = 1

    /// The steps from an empty file to today's tables.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            for statement in things + events + contents + figures { try db.execute(sql: statement) }
            try db.execute(sql: "INSERT INTO progress (id, format, next) VALUES (1, ?, 0)", arguments: [format])
        }
        return migrator
    }

    /// How far the catalog is, and what events name.
    private static let things = [
        """
        CREATE TABLE progress (
            id INTEGER PRIMARY KEY CHECK (id = 1), format INTEGER NOT NULL, next INTEGER NOT NULL,
            last_id_high INTEGER, last_id_low INTEGER, conflicts INTEGER NOT NULL DEFAULT 0,
            pictures_awaited INTEGER NOT NULL DEFAULT 0, pictures_stored INTEGER NOT NULL DEFAULT 0,
            pictures_lost INTEGER NOT NULL DEFAULT 0)
        """,
        """
        CREATE TABLE kind (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, is_own INTEGER NOT NULL, is_listed INTEGER NOT NULL,
            events INTEGER NOT NULL DEFAULT 0, UNIQUE (name, is_own))
        """,
        """
        CREATE TABLE person (
            id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, identity TEXT NOT NULL, user_key TEXT,
            events INTEGER NOT NULL DEFAULT 0)
        """,
        "CREATE INDEX person_user ON person (user_key) WHERE user_key IS NOT NULL",
        """
        CREATE TABLE app (
            id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, sent TEXT NOT NULL, name TEXT,
            name_time INTEGER NOT NULL DEFAULT -1, events INTEGER NOT NULL DEFAULT 0,
            last_received INTEGER NOT NULL DEFAULT 0, last_offset INTEGER NOT NULL DEFAULT 0,
            missing INTEGER NOT NULL DEFAULT 0)
        """,
        """
        CREATE TABLE sheet (
            id INTEGER PRIMARY KEY, app INTEGER NOT NULL, key TEXT NOT NULL, sent TEXT NOT NULL, name TEXT,
            name_time INTEGER NOT NULL DEFAULT -1, events INTEGER NOT NULL DEFAULT 0, UNIQUE (app, key))
        """,
        "CREATE INDEX sheet_key ON sheet (key)",
        """
        CREATE TABLE object (
            id INTEGER PRIMARY KEY, app INTEGER NOT NULL, key TEXT NOT NULL, sent TEXT NOT NULL, name TEXT,
            name_time INTEGER NOT NULL DEFAULT -1, type TEXT, type_time INTEGER NOT NULL DEFAULT -1,
            sheet INTEGER, sheet_time INTEGER NOT NULL DEFAULT -1, events INTEGER NOT NULL DEFAULT 0,
            UNIQUE (app, key))
        """,
        "CREATE INDEX object_key ON object (key)",
        """
        CREATE TABLE name (
            id INTEGER PRIMARY KEY, thing_kind INTEGER NOT NULL, thing INTEGER NOT NULL, name TEXT NOT NULL,
            key TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, UNIQUE (thing_kind, thing, name))
        """,
        "CREATE INDEX name_key ON name (thing_kind, key, thing)",
        """
        CREATE TABLE page (
            id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, app INTEGER NOT NULL, highest INTEGER NOT NULL,
            missing INTEGER NOT NULL)
        """,
        "CREATE TABLE page_gap (page INTEGER, first INTEGER, last INTEGER, PRIMARY KEY (page, first)) WITHOUT ROWID",
    ]

    /// The records, and the sessions that they make up.
    private static let events = [
        """
        CREATE TABLE event (
            offset INTEGER PRIMARY KEY, time INTEGER NOT NULL, received INTEGER NOT NULL, kind INTEGER NOT NULL,
            person INTEGER, app INTEGER, sheet INTEGER, object INTEGER, session INTEGER, page INTEGER,
            sequence INTEGER, view_begin INTEGER, view_end INTEGER, view_ms INTEGER, data_state INTEGER,
            segments BLOB, data INTEGER, selection INTEGER)
        """,
        "CREATE INDEX event_time ON event (time)",
        "CREATE INDEX event_kind ON event (kind, time)",
        "CREATE INDEX event_person ON event (person, time) WHERE person IS NOT NULL",
        "CREATE INDEX event_app ON event (app, time) WHERE app IS NOT NULL",
        "CREATE INDEX event_sheet ON event (sheet, time) WHERE sheet IS NOT NULL",
        "CREATE INDEX event_object ON event (object, time) WHERE object IS NOT NULL",
        "CREATE INDEX event_session ON event (session, time) WHERE session IS NOT NULL",
        "CREATE INDEX event_data ON event (data, time, person) WHERE data IS NOT NULL",
        "CREATE INDEX event_selection ON event (selection, time, person) WHERE selection IS NOT NULL",
        """
        CREATE TABLE session (
            id INTEGER PRIMARY KEY, page INTEGER NOT NULL, person INTEGER NOT NULL, app INTEGER NOT NULL,
            begin INTEGER NOT NULL, end INTEGER NOT NULL, first_offset INTEGER NOT NULL, events INTEGER NOT NULL,
            views INTEGER NOT NULL, data INTEGER NOT NULL, pictures INTEGER NOT NULL)
        """,
        "CREATE INDEX session_key ON session (page, person, app, begin)",
        "CREATE INDEX session_begin ON session (begin)",
        "CREATE INDEX session_person ON session (person, begin)",
        "CREATE INDEX session_app ON session (app, begin)",
        """
        CREATE TABLE picture (
            event INTEGER PRIMARY KEY, state INTEGER NOT NULL, record INTEGER, sha256 TEXT, extension TEXT,
            width INTEGER, height INTEGER, reason TEXT)
        """,
        "CREATE TABLE about (event INTEGER, record INTEGER, PRIMARY KEY (event, record)) WITHOUT ROWID",
    ]

    /// What was on screen: data and selections, each stored once, with their full-text indexes.
    private static let contents = [
        """
        CREATE TABLE data (
            id INTEGER PRIMARY KEY, digest_high INTEGER NOT NULL, digest_low INTEGER NOT NULL,
            row_count INTEGER NOT NULL, column_count INTEGER NOT NULL, UNIQUE (digest_high, digest_low))
        """,
        """
        CREATE TABLE selection (
            id INTEGER PRIMARY KEY, digest_high INTEGER NOT NULL, digest_low INTEGER NOT NULL, fields BLOB NOT NULL,
            UNIQUE (digest_high, digest_low))
        """,
        fullText("data_text"), fullText("selection_text"), fullText("name_text"),
    ]

    /// Daily and hourly figures.
    private static let figures = [
        """
        CREATE TABLE person_day (
            day INTEGER, person INTEGER, app INTEGER, events INTEGER NOT NULL, views INTEGER NOT NULL,
            ms INTEGER NOT NULL, data INTEGER NOT NULL, hours INTEGER NOT NULL, first_offset INTEGER NOT NULL,
            last_offset INTEGER NOT NULL, PRIMARY KEY (day, person, app)) WITHOUT ROWID
        """,
        "CREATE INDEX person_day_person ON person_day (person, day)",
        "CREATE INDEX person_day_app ON person_day (app, day)",
        """
        CREATE TABLE sheet_day (
            sheet INTEGER, day INTEGER, person INTEGER, visits INTEGER NOT NULL, ms INTEGER NOT NULL,
            PRIMARY KEY (sheet, day, person)) WITHOUT ROWID
        """,
        """
        CREATE TABLE object_day (
            object INTEGER, day INTEGER, person INTEGER, views INTEGER NOT NULL, ms INTEGER NOT NULL,
            PRIMARY KEY (object, day, person)) WITHOUT ROWID
        """,
        "CREATE TABLE app_hour (hour INTEGER, app INTEGER, events INTEGER NOT NULL, PRIMARY KEY (hour, app)) WITHOUT ROWID",
        """
        CREATE TABLE inventory_part (
            app INTEGER, page TEXT, part INTEGER, parts INTEGER NOT NULL, offset INTEGER NOT NULL,
            received INTEGER NOT NULL, scope TEXT, is_complete INTEGER NOT NULL, sheets BLOB NOT NULL,
            PRIMARY KEY (app, page, part)) WITHOUT ROWID
        """,
    ]

    /// Terms without the texts that they came from: those stand in the journal.
    ///
    /// Which row has a term is kept, not where in it. Terms are split at spaces alone; see ``SearchTerm``.
    private static func fullText(_ name: String) -> String {
        "CREATE VIRTUAL TABLE \(name) USING fts5(terms, content='', detail=none, columnsize=0, tokenize='ascii')"
    }
}

extension CatalogSchema {
    /// Empties all tables, so that everything can come again.
    static func empty(_ db: Database) throws {
        let tables = try String.fetchAll(
            db,
            sql: "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')"
        )
        for table in tables where !table.hasPrefix("sqlite_") && table != "grdb_migrations" && table != "progress" {
            if table.hasSuffix("_text") {
                try db.execute(sql: "INSERT INTO \(table) (\(table)) VALUES ('delete-all')")
            } else {
                try db.execute(sql: "DELETE FROM \(table)")
            }
        }
        try db.execute(sql: "DELETE FROM progress")
        try db.execute(sql: "INSERT INTO progress (id, format, next) VALUES (1, ?, 0)", arguments: [format])
    }
}
