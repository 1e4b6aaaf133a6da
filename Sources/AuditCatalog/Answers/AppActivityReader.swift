import AuditEvents
import AuditJournal
import GRDB

/// Tells of each app whether its events come as they used to.
struct AppActivityReader {
    /// Weeks before that tell what is usual at an hour of a weekday.
    private static let weeks: Int64 = 4
    /// Weeks of them in which events came, from which on silence is unexpected.
    private static let minimumWeeks = 3
    private static let hoursPerWeek: Int64 = 7 * 24

    let now: UTCTime
    let db: Database

    /// The apps, the one with the newest event first.
    func apps() throws -> [AppActivity] {
        let hour = now.milliseconds / FigureSheet.millisecondsPerHour
        let lastDay = try counts(
            "SELECT app, sum(events) FROM app_hour WHERE hour BETWEEN ? AND ? GROUP BY app",
            [hour - 23, hour]
        )
        let today = try counts(
            "SELECT app, count(DISTINCT person) FROM person_day WHERE day = ? AND person <> 0 GROUP BY app",
            [now.milliseconds / FigureSheet.millisecondsPerDay]
        )
        let usual = try usualHours(hour)
        return try Row.fetchAll(
            db,
            sql: """
                SELECT id, sent, name, last_received, last_offset, missing FROM app WHERE events > 0
                ORDER BY last_received DESC, id LIMIT ?
                """,
            arguments: [AppActivity.maximumApps]
        ).map { row in
            let id: Int64 = row[0]
            let isSilent = now.milliseconds - (row[3] as Int64) > FigureSheet.millisecondsPerHour
            return AppActivity(
                app: NamedThing(id: row[1], name: row[2]),
                lastReceived: UTCTime(milliseconds: row[3]),
                lastOffset: JournalOffset(UInt64(bitPattern: row[4])),
                eventsLastDay: lastDay[id] ?? 0,
                peopleToday: today[id] ?? 0,
                missingCount: row[5],
                isUnexpectedlySilent: isSilent && usual[id] ?? 0 >= Self.minimumWeeks
            )
        }
    }

    private func counts(_ sql: String, _ arguments: StatementArguments) throws -> [Int64: Int] {
        var counts: [Int64: Int] = [:]
        let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
        while let row = try rows.next() { counts[row[0]] = row[1] }
        return counts
    }

    /// In how many of the weeks before each app had events in the hour before this one.
    private func usualHours(_ hour: Int64) throws -> [Int64: Int] {
        let hours = (1...Self.weeks).map { hour - 1 - $0 * Self.hoursPerWeek }
        return try counts(
            "SELECT app, count(*) FROM app_hour WHERE hour IN (SELECT value FROM json_each(?)) GROUP BY app",
            [hours.jsonText]
        )
    }
}
