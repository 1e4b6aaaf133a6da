import AuditEvents
import AuditJournal
import GRDB

extension Catalog {
    /// Whether auditing is alive everywhere.
    package func overview(at now: UTCTime) async throws(CatalogError) -> Overview {
        try await ask { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT next, pictures_awaited, pictures_stored, pictures_lost, conflicts,
                        (SELECT sum(missing) FROM app) FROM progress
                    """
            )
            return Overview(
                now: now,
                indexedEnd: JournalOffset(UInt64(bitPattern: row?[0] ?? 0)),
                apps: try AppActivityReader(now: now, db: db).apps(),
                activity: try Self.activity(at: now, db),
                pictures: PictureCounts(awaited: row?[1] ?? 0, stored: row?[2] ?? 0, lost: row?[3] ?? 0),
                conflictCount: row?[4] ?? 0,
                missingCount: row?[5] ?? 0
            )
        }
    }

    private static func activity(at now: UTCTime, _ db: Database) throws -> [Int] {
        let hour = now.milliseconds / FigureSheet.millisecondsPerHour
        let first = hour - Int64(Overview.activityHours) + 1
        var activity = Array(repeating: 0, count: Overview.activityHours)
        let rows = try Row.fetchCursor(
            db,
            sql: "SELECT hour, sum(events) FROM app_hour WHERE hour BETWEEN ? AND ? GROUP BY hour",
            arguments: [first, hour]
        )
        while let row = try rows.next() { activity[Int((row[0] as Int64) - first)] = row[1] }
        return activity
    }
}
