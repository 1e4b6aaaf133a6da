import AuditEvents
import AuditJournal
import Foundation
import GRDB

/// The newest inventory of an app: the newest whose parts all came; without any, what there is of the newest one.
struct Inventory {
    /// The sheets in the order in which parts came.
    private(set) var sheets: [InventoryFacts.Sheet] = []
    /// When the newest part was received.
    private(set) var received: Int64 = 0
    /// The event with the newest part.
    private(set) var offset: Int64 = 0
    /// What the extension audits.
    private(set) var scope: String?
    /// Whether all parts are here and each says so.
    private(set) var isComplete = true

    /// Reads the parts; nil when there are none.
    init?(app: Int64, _ db: Database) throws {
        let page = try String.fetchOne(
            db,
            sql: """
                SELECT page FROM inventory_part WHERE app = ? GROUP BY page
                ORDER BY count(*) = max(parts) DESC, max(offset) DESC LIMIT 1
                """,
            arguments: [app]
        )
        guard let page else { return nil }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT sheets, received, offset, scope, is_complete, parts FROM inventory_part
                WHERE app = ? AND page = ? ORDER BY offset
                """,
            arguments: [app, page]
        )
        for row in rows {
            for sheet in InventoryFacts.sheets(json: [UInt8](row[0] as Data)) { add(sheet) }
            received = max(received, row[1])
            offset = max(offset, row[2])
            scope = row[3] ?? scope
            isComplete = isComplete && (row[4] as Bool)
        }
        isComplete = isComplete && rows.count == rows.first?[5] ?? 0
    }

    /// A sheet may be split over parts.
    private mutating func add(_ sheet: InventoryFacts.Sheet) {
        if let index = sheets.firstIndex(where: { $0.id == sheet.id }) {
            sheets[index].objects += sheet.objects
        } else {
            sheets.append(sheet)
        }
    }
}
