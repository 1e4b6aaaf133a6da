import AuditJournal
import GRDB

/// Reads what the rules look at from daily and hourly figures.
struct UnusualReader {
    /// People who are judged on one day.
    private static let maximumPeople = 20_000
    private static let maximumEvidence = 10
    private static let weeks: Int64 = 4

    let day: Day
    let thresholds: UnusualThresholds
    let db: Database

    /// Everybody with activity on the day, in the order of their numbers.
    func people() throws -> [PersonHistory] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT f.person, p.identity, f.app, a.sent, a.name, f.events, f.data, f.hours, f.first_offset,
                    f.last_offset, NOT EXISTS (SELECT 1 FROM person_day b INDEXED BY person_day_person
                        WHERE b.person = f.person AND b.day < f.day AND b.app = f.app)
                FROM person_day f JOIN person p ON p.id = f.person LEFT JOIN app a ON a.id = f.app
                WHERE f.day = ? ORDER BY f.person, f.app LIMIT ?
                """,
            arguments: [day.rawValue, Self.maximumPeople]
        )
        var people: [PersonHistory] = []
        for row in rows {
            let number: Int64 = row[0]
            if people.last?.number != number {
                people.append(PersonHistory(number: number, person: Person(row[1])))
                people[people.count - 1].before = try before(number)
            }
            Self.add(row, to: &people[people.count - 1])
        }
        return people
    }

    private static func add(_ row: Row, to history: inout PersonHistory) {
        history.today.events += row[5] as Int
        history.today.data += row[6] as Int
        history.today.hours |= UInt32(truncatingIfNeeded: row[7] as Int64)
        var evidence = [JournalOffset(UInt64(bitPattern: row[8])), JournalOffset(UInt64(bitPattern: row[9]))]
        if evidence[0] == evidence[1] { evidence.removeLast() }
        if let sent: String = row[3] {
            history.apps.append(
                PersonHistory.AppUse(
                    app: NamedThing(id: sent, name: row[4]),
                    isFirst: row[10],
                    events: row[5],
                    evidence: evidence
                )
            )
        }
        history.evidence = Array((history.evidence + evidence).prefix(maximumEvidence))
    }

    private func before(_ person: Int64) throws -> [PersonHistory.Figures] {
        let first = day.advanced(by: -thresholds.baselineDays)
        var days: [Int64: PersonHistory.Figures] = [:]
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT day, events, data, hours FROM person_day INDEXED BY person_day_person
                    WHERE person = ? AND day >= ? AND day < ?
                    """
            ),
            arguments: [person, first.rawValue, day.rawValue]
        )
        while let row = try rows.next() {
            var figures = days[row[0]] ?? PersonHistory.Figures()
            figures.events += row[1] as Int
            figures.data += row[2] as Int
            figures.hours |= UInt32(truncatingIfNeeded: row[3] as Int64)
            days[row[0]] = figures
        }
        return days.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Every app with events on the same weekdays before, in the order of their numbers.
    func apps() throws -> [AppHistory] {
        var apps: [Int64: AppHistory] = [:]
        for week in 0...Self.weeks {
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT f.app, a.sent, a.name, sum(f.events) FROM person_day f JOIN app a ON a.id = f.app
                    WHERE f.day = ? GROUP BY f.app
                    """,
                arguments: [day.advanced(by: -7 * week).rawValue]
            )
            for row in rows {
                let id: Int64 = row[0]
                var history = apps[id] ?? AppHistory(number: id, app: NamedThing(id: row[1], name: row[2]))
                if week == 0 { history.today = row[3] } else { history.before.append(row[3]) }
                apps[id] = history
            }
        }
        return apps.values.map { history in
            var history = history
            while history.before.count < Int(Self.weeks) { history.before.append(0) }
            return history
        }.sorted { $0.number < $1.number }
    }
}
