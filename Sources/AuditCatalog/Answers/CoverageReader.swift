import AuditEvents
import AuditJournal
import GRDB

/// Compares the newest inventory of an app with its events.
struct CoverageReader {
    /// Sheets beyond the inventory that are listed.
    private static let maximumBeyond = 200

    let app: Int64
    let db: Database

    func report(of thing: NamedThing) throws -> CoverageReport {
        let inventory = try Inventory(app: app, db)
        let sheets = try inventory?.sheets.map { try coverage(of: $0) } ?? []
        return CoverageReport(
            app: thing,
            people: try Int.fetchOne(
                db,
                sql: """
                    SELECT count(DISTINCT person) FROM person_day INDEXED BY person_day_app
                    WHERE app = ? AND person <> 0
                    """,
                arguments: [app]
            ) ?? 0,
            inventoryReceived: inventory.map { UTCTime(milliseconds: $0.received) },
            inventoryEvidence: inventory.map { JournalOffset(UInt64(bitPattern: $0.offset)) },
            scope: inventory?.scope,
            isComplete: inventory?.isComplete ?? false,
            sheets: sheets,
            sheetsBeyondInventory: try beyond(Set(inventory?.sheets.map { CatalogText.key($0.id) } ?? []))
        )
    }

    private func coverage(of sheet: InventoryFacts.Sheet) throws -> SheetCoverage {
        let (last, people) = try opened(CatalogText.key(sheet.id))
        return SheetCoverage(
            sheet: NamedThing(id: sheet.id, name: sheet.title),
            hostsExtension: sheet.hostsExtension,
            lastOpened: last,
            people: people,
            objects: try sheet.objects.map { try coverage(of: $0) }
        )
    }

    private func opened(_ key: String) throws -> (last: Day?, people: Int) {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT max(f.day), count(DISTINCT nullif(f.person, 0)) FROM sheet s
                    JOIN sheet_day f ON f.sheet = s.id WHERE s.app = ? AND s.key = ? AND f.visits > 0
                    """
            ),
            arguments: [app, key]
        )
        return ((row?[0] as Int64?).map { Day($0) }, row?[1] ?? 0)
    }

    private func coverage(of object: InventoryFacts.Object) throws -> ChartCoverage {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT o.events, (SELECT max(e.time) FROM event e INDEXED BY event_object WHERE e.object = o.id)
                    FROM object o WHERE o.app = ? AND o.key = ?
                    """
            ),
            arguments: [app, CatalogText.key(object.id)]
        )
        let wasSeen = (row?[0] as Int64? ?? 0) > 0
        let state: ChartCoverage.State =
            switch (object.isAudited, wasSeen) {
            case (true, true): .audited
            case (true, false): .unseen
            case (false, true): .lapsed
            case (false, false): .never
            }
        return ChartCoverage(
            object: NamedThing(id: object.id, name: object.title, type: object.type),
            state: state,
            reason: object.reason,
            lastEvent: (row?[1] as Int64?).map { UTCTime(milliseconds: $0) }
        )
    }

    private func beyond(_ known: Set<String>) throws -> [SheetCoverage] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT s.key, s.sent, s.name, max(f.day), count(DISTINCT nullif(f.person, 0)) FROM sheet s
                JOIN sheet_day f ON f.sheet = s.id WHERE s.app = ? AND f.visits > 0 GROUP BY s.id ORDER BY 4 DESC, 1
                """,
            arguments: [app]
        )
        return rows.filter { !known.contains($0[0]) }.prefix(Self.maximumBeyond).map { row in
            SheetCoverage(
                sheet: NamedThing(id: row[1], name: row[2]),
                hostsExtension: nil,
                lastOpened: Day(row[3] as Int64),
                people: row[4],
                objects: []
            )
        }
    }
}
