import GRDB

/// Pages (browser tabs) and the numbers of their events that never arrived; touched only by the indexer.
struct PageRegistry {
    /// Pages that are remembered.
    private static let cacheLimit = 20_000

    private struct Page {
        let id: Int64
        let app: Int64
        var highest: Int64
        var missing: Int64
        var isDirty = false
    }

    private var pages: [String: Page] = [:]

    /// Number of a page, which belongs to the app of its first event.
    mutating func page(_ key: String, app: Int64, _ db: Database) throws -> Int64 {
        try state(key, app: app, db).id
    }

    /// Takes in the number of an event and returns by how many the missing ones of which app changed.
    mutating func take(
        _ number: Int64,
        of key: String,
        app: Int64,
        _ db: Database
    ) throws -> (app: Int64, change: Int64) {
        var page = try state(key, app: app, db)
        let before = page.missing
        if number > page.highest {
            if number > page.highest + 1 {
                try insertGap(page.id, page.highest + 1, number - 1, db)
                page.missing += number - 1 - page.highest
            }
            page.highest = number
        } else if try fill(number, of: page.id, db) {
            page.missing -= 1
        }
        page.isDirty = true
        pages[key] = page
        return (page.app, page.missing - before)
    }

    /// Writes what changed.
    mutating func flush(_ db: Database) throws {
        for (key, page) in pages where page.isDirty {
            try db.cachedStatement(sql: "UPDATE page SET highest = ?, missing = ? WHERE id = ?")
                .execute(arguments: [page.highest, page.missing, page.id])
            pages[key]?.isDirty = false
        }
    }

    private mutating func state(_ key: String, app: Int64, _ db: Database) throws -> Page {
        if let page = pages[key] { return page }
        if pages.count >= Self.cacheLimit {
            try flush(db)
            pages.removeAll(keepingCapacity: true)
        }
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT id, app, highest, missing FROM page WHERE key = ?"),
            arguments: [key]
        )
        let page: Page
        if let row {
            page = Page(id: row[0], app: row[1], highest: row[2], missing: row[3])
        } else {
            try db.cachedStatement(sql: "INSERT INTO page (key, app, highest, missing) VALUES (?, ?, 0, 0)")
                .execute(arguments: [key, app])
            page = Page(id: db.lastInsertedRowID, app: app, highest: 0, missing: 0)
        }
        pages[key] = page
        return page
    }

    /// Takes a number that came late out of the gap that it is in; false when it is in none, as it came before.
    private func fill(_ number: Int64, of page: Int64, _ db: Database) throws -> Bool {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT first, last FROM page_gap WHERE page = ? AND first <= ? ORDER BY first DESC LIMIT 1"
            ),
            arguments: [page, number]
        )
        guard let row else { return false }
        let (first, last): (Int64, Int64) = (row[0], row[1])
        guard number <= last else { return false }
        try db.cachedStatement(sql: "DELETE FROM page_gap WHERE page = ? AND first = ?")
            .execute(arguments: [page, first])
        if first < number { try insertGap(page, first, number - 1, db) }
        if number < last { try insertGap(page, number + 1, last, db) }
        return true
    }

    private func insertGap(_ page: Int64, _ first: Int64, _ last: Int64, _ db: Database) throws {
        try db.cachedStatement(sql: "INSERT INTO page_gap (page, first, last) VALUES (?, ?, ?)")
            .execute(arguments: [page, first, last])
    }
}
