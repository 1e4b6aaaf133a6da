import AuditJournal
import Foundation
import GRDB

/// The newest inventory of each app, put together from parts as they come.
///
/// Parts belong together when they are of one page and announce the same number; the page that repeats a part begins
/// anew. Once one is whole, all that came before it goes.
struct InventoryShelf {
    /// Pages whose inventories may be unfinished; with more of them the one that waits longest is given up.
    static let maximumPages = 16

    /// Takes in what came next in the journal.
    func take(_ facts: InventoryFacts, app: Int64, page: String, _ record: JournalRecord, _ db: Database) throws {
        let clashes =
            try Bool.fetchOne(
                db.cachedStatement(
                    sql:
                        "SELECT EXISTS (SELECT 1 FROM inventory_part WHERE app = ? AND page = ? AND (part = ? OR parts <> ?))"
                ),
                arguments: [app, page, facts.part, facts.parts]
            ) ?? false
        if clashes {
            try db.cachedStatement(sql: "DELETE FROM inventory_part WHERE app = ? AND page = ?")
                .execute(arguments: [app, page])
        }
        try db.cachedStatement(sql: "INSERT INTO inventory_part VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .execute(
                arguments: [
                    app, page, facts.part, facts.parts, Int64(record.offset.rawValue),
                    record.facts.receivedAtMilliseconds, facts.scope, facts.isComplete, Data(facts.json),
                ]
            )
        let count =
            try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT count(*) FROM inventory_part WHERE app = ? AND page = ?"),
                arguments: [app, page]
            ) ?? 0
        if count == facts.parts {
            try db.cachedStatement(sql: "DELETE FROM inventory_part WHERE app = ? AND page <> ?")
                .execute(arguments: [app, page])
        } else {
            try giveUp(app, db)
        }
    }

    private func giveUp(_ app: Int64, _ db: Database) throws {
        let pages = try String.fetchAll(
            db.cachedStatement(
                sql: "SELECT page FROM inventory_part WHERE app = ? GROUP BY page ORDER BY max(offset) DESC"
            ),
            arguments: [app]
        )
        // One more than are unfinished, because one may be whole.
        for page in pages.dropFirst(Self.maximumPages + 1) {
            try db.cachedStatement(sql: "DELETE FROM inventory_part WHERE app = ? AND page = ?")
                .execute(arguments: [app, page])
        }
    }
}
