import AuditEvents
import AuditJournal
import GRDB

extension Catalog {
    /// The user sessions that a query describes, page by page.
    package func sessions(_ query: SessionQuery) async throws(CatalogError) -> SessionPage {
        try await ask { db in
            let resolver = ThingResolver(db: db)
            let people = try query.user.map { try resolver.people($0) }
            let apps = try query.app.map { try resolver.things(.app, $0) }
            if people?.isEmpty == true || apps?.isEmpty == true { return SessionPage(sessions: [], next: nil) }
            let limit = min(max(1, query.limit), SessionQuery.maximumPageRows)
            // One person's or one app's index leads; several of them are gone through one after the other.
            var found: [SessionSummary] = []
            for person in people?.map(Optional.some) ?? [nil] {
                for app in apps?.map(Optional.some) ?? [nil] {
                    found += try Self.sessions(query, person, app, limit + 1, db)
                }
            }
            found.sort { ($0.begin, $0.id.rawValue) > ($1.begin, $1.id.rawValue) }
            let page = Array(found.prefix(limit))
            return SessionPage(sessions: page, next: found.count > limit ? page.last?.position : nil)
        }
    }

    private static func sessions(
        _ query: SessionQuery,
        _ person: Int64?,
        _ app: Int64?,
        _ limit: Int,
        _ db: Database
    ) throws -> [SessionSummary] {
        var clauses: [String] = []
        var arguments = StatementArguments()
        if let person {
            clauses.append("s.person = ?")
            arguments += [person]
        }
        if let app {
            clauses.append(person == nil ? "s.app = ?" : "+s.app = ?")
            arguments += [app]
        }
        if let from = query.from {
            clauses.append("s.end >= ?")
            arguments += [from.milliseconds]
        }
        if let to = query.to {
            clauses.append("s.begin < ?")
            arguments += [to.milliseconds]
        }
        if let after = query.after {
            clauses.append("s.begin <= ? AND (s.begin < ? OR s.id < ?)")
            arguments += [after.begin.milliseconds, after.begin.milliseconds, after.session.rawValue]
        }
        let index = person != nil ? "session_person" : app != nil ? "session_app" : "session_begin"
        let condition = clauses.isEmpty ? "1" : clauses.joined(separator: " AND ")
        return try Row.fetchAll(
            db,
            sql: """
                \(summarySQL(index)) WHERE \(condition) ORDER BY s.begin DESC, s.id DESC LIMIT ?
                """,
            arguments: arguments + [limit]
        ).map { summary($0) }
    }

    private static func summarySQL(_ index: String?) -> String {
        """
        SELECT s.id, p.identity, a.sent, a.name, g.key, s.begin, s.end, s.first_offset, s.events, s.views, s.data,
            s.pictures, s.page
        FROM session s \(index.map { "INDEXED BY \($0)" } ?? "") LEFT JOIN person p ON p.id = s.person
            LEFT JOIN app a ON a.id = s.app LEFT JOIN page g ON g.id = s.page
        """
    }

    private static func summary(_ row: Row) -> SessionSummary {
        SessionSummary(
            id: SessionID(row[0]),
            person: (row[1] as String?).map { Person($0) },
            app: (row[2] as String?).map { NamedThing(id: $0, name: row[3]) },
            pageKey: row[4],
            begin: UTCTime(milliseconds: row[5]),
            end: UTCTime(milliseconds: row[6]),
            firstOffset: JournalOffset(UInt64(bitPattern: row[7])),
            eventCount: row[8],
            viewCount: row[9],
            dataCount: row[10],
            pictureCount: row[11]
        )
    }

    /// Everything that is known of one session; nil when there is none with this number.
    package func reconstruction(_ session: SessionID) async throws(CatalogError) -> SessionTimeline? {
        try await ask { db in
            let row = try Row.fetchOne(
                db,
                sql: "\(Self.summarySQL(nil)) WHERE s.id = ?",
                arguments: [session.rawValue]
            )
            guard let row else { return nil }
            let page: Int64 = row[12]
            let summary = Self.summary(row)
            let steps = try TimelineStep.all(of: session, limit: SessionTimeline.maximumEvents + 1, db)
            return TimelineBuilder.timeline(
                of: summary,
                steps: steps.prefix(SessionTimeline.maximumEvents),
                gaps: try Self.gaps(of: page, key: summary.pageKey ?? "", db),
                isCut: steps.count > SessionTimeline.maximumEvents
            )
        }
    }

    private static func gaps(of page: Int64, key: String, _ db: Database) throws -> [SequenceGap] {
        guard page != 0 else { return [] }
        return try Row.fetchAll(
            db,
            sql: "SELECT first, last FROM page_gap WHERE page = ? ORDER BY first LIMIT 1000",
            arguments: [page]
        ).map { SequenceGap(pageKey: key, first: $0[0], last: $0[1]) }
    }
}
